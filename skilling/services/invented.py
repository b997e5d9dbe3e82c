"""Invented names, places and titles for sample programmes; refuses real people and companies."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# As many names as keep a million invented people about as far apart as real ones.
# fmt: off
WOMEN: Final = _words("""
Aaliya Aarti Aasha Aditi Afreen Aishwarya Akshara Alka Amala Amrita Amruta Anita Anitha Anjali Anju Ankita Ananya Anuradha Aparna
Archana Arpita Asha Ashwini Asma Ayesha Babita Bhagya Bharati Bhavana Bhavya Bina Bindu Chaitra Champa Chandana Charulata Chitra Damini
Darshana Deepa Deepika Devaki Devika Dipti Divya Durga Esha Farhana Farida Farzana Fatima Garima Gauri Gayatri Geeta Gita Gunjan Hansa
Harini Harpreet Harshita Heena Hema Hina Indira Indu Ishita Jahnavi Janaki Jasleen Jaya Jayanti Jhanvi Jyoti Kajal Kalpana Kamala Kanchan
Karuna Kaveri Kavita Kavya Khushi Kiran Kirti Komal Kripa Kusum Lakshmi Lalita Lata Latha Leela Madhavi Madhu Madhuri Mahima Malati Malini
Mamta Manisha Manju Meena Meenakshi Meera Megha Mohini Monika Mridula Mumtaz Nafisa Naina Nalini Namrata Nandini Nargis Nasreen Navya
Neelam Neeta Neha Nidhi Nikita Nirmala Nisha Nithya Padma Padmavati Pallavi Parul Parvati Pooja Poonam Prabha Pragati Prerna Priya
Priyanka Pushpa Rachna Radha Radhika Ragini Rajni Rakhi Rani Ranjana Rashmi Reena Rehana Rekha Renu Reshma Revathi Richa Ritu Roshni
Rubina Rukmini Rupali Sabina Sadhana Sakshi Salma Sandhya Sangeeta Sania Sapna Sarita Saroj Savita Seema Shabnam Shalini Shanta Sharada
Sheetal Shilpa Shobha Shreya Shruti Simran Sindhu Sita Smita Sneha Sonali Sonia Sowmya Subhadra Sudha Suhasini Sujata Sulochana Suman
Sumitra Sunita Supriya Surekha Sushma Swapna Swati Tanuja Tanvi Tara Tasneem Trisha Tulsi Uma Urmila Usha Vaishali Vandana Vani Varsha
Vasanthi Vasudha Veena Vidya Vijaya Vimala Vineeta Yamini Yamuna Yasmin Zainab Zeenat Zoya
""")
MEN: Final = _words("""
Aakash Abdul Abhay Abhijit Abhinav Abhishek Aditya Ajay Ajit Akash Akhil Alok Amar Amit Amol Anand Anil Aniket Ankit Ankur Anoop Ansh
Anup Anurag Arjun Arun Arvind Ashish Ashok Ashwin Asif Atul Avinash Ayaan Azhar Bala Balaji Baldev Bharat Bhaskar Bhupesh Bijoy Bikram
Chandan Chandra Chetan Chirag Damodar Darshan Deepak Dev Devendra Dhanush Dharmesh Dhiraj Dilip Dinesh Durgesh Eshan Faisal Farhan Feroz
Gagan Ganesh Gaurav Gautam Gijo Girish Gokul Gopal Govind Gurpreet Hari Harish Harpal Harsh Hemant Himanshu Hitesh Imran Inder Irfan
Ishaan Ismail Jagdish Jaideep Jatin Javed Jayesh Jeevan Jignesh Jitendra Kabir Kailash Kamal Kapil Karan Karthik Kashif Keshav Ketan
Kishore Krishna Kunal Lalit Lokesh Madhav Mahendra Mahesh Manish Manoj Mayank Milind Mohan Mohit Mukesh Murali Nagesh Nakul Naman
Narayan Naresh Naveen Neeraj Nikhil Nilesh Nitesh Nitin Omkar Pankaj Parag Paresh Pavan Piyush Prabhat Pradeep Prakash Pramod Pranav
Prasanna Prashant Prateek Praveen Prem Purushottam Rafiq Raghav Raghu Rahul Raj Rajat Rajeev Rajendra Rajesh Rakesh Ramakant Raman
Ramesh Ranjit Rashid Ravi Rishabh Ritesh Rohan Rohit Roshan Sachin Sagar Sahil Salim Sameer Sandeep Sanjay Sanjeev Santosh Sarfaraz
Satish Saurabh Senthil Shahid Shailesh Shankar Sharad Shashank Shekhar Shivam Shrikant Shubham Siddharth Sohail Somnath Srinivas Subhash
Sudhir Suhas Sujit Sukhdev Sumit Sundar Sunil Suraj Suresh Surya Sushil Swapnil Tanmay Tarun Tejas Tushar Uday Umesh Utkarsh Vaibhav
Varun Vasant Vignesh Vijay Vikas Vikram Vinay Vinod Vipin Viraj Vishal Vishnu Vivek Yash Yogesh Yusuf Zaheer Zubair
""")
FAMILIES: Final = _words("""
Acharya Adhikari Agarwal Ahmed Ahuja Ansari Apte Arora Asthana Awasthi Babu Badhe Bajaj Bakshi Banerjee Bansal Barman Barua Basu
Behera Bhagat Bhandari Bhardwaj Bhat Bhattacharya Bhosale Bisht Biswas Bora Borah Bose Chakraborty Chandel Chaturvedi Chaudhary Chauhan
Chavan Chettri Chopra Dalvi Das Dasgupta Datta Dave Debbarma Deka Desai Deshmukh Deshpande Dhar Dhillon Dixit Dubey Dutta Dwivedi
Ekka Fernandes Gaikwad Gandhi Ganguly Garg Gawande George Ghosh Gill Gogoi Goswami Gowda Goyal Grover Gupta Gurung Hazarika Hegde Hembrom
Hussain Iyengar Iyer Jadhav Jain Jaiswal Jamir Jha Joseph Joshi Kakkar Kale Kalita Kamath Kamble Kapoor Kashyap Kaul Kaur Khan Khandelwal
Khanna Khatri Kher Kohli Konwar Koshy Kujur Kulkarni Kurian Lama Lepcha Lyngdoh Mahajan Mahanta Mahapatra Mahato Maity Majumdar Malhotra
Malik Mandal Marak Mathew Mathur Maurya Mehra Mehta Menon Minz Mishra Mitra Mittal Mohanty Momin Mondal Mukherjee Munda Murmu Nadar Naidu
Naik Nair Nambiar Narang Nath Nayak Negi Oraon Padhi Pai Pal Panda Pandey Pandit Panicker Parekh Parida Parmar Patel Pathak Patil Patnaik
Patra Pawar Philip Pillai Poddar Prabhu Pradhan Prajapati Puri Purohit Qureshi Rai Rajput Ramteke Rana Rane Ranganathan Rao Rastogi Rathi
Rathod Rathore Raut Rawat Reddy Roy Saha Sahoo Sahu Saini Saikia Salvi Samal Sangma Sarkar Sarma Sawant Saxena Sen Sengupta Sethi Shah
Shaikh Sharma Sheikh Shenoy Shetty Shinde Shukla Siddiqui Singh Sinha Solanki Soni Soren Srivastava Swamy Swain Syed Talukdar Tamang
Tandon Tangri Thakkar Thakur Thapa Thomas Tirkey Tiwari Tomar Toppo Tripathi Trivedi Tyagi Upadhyay Varghese Varma Verma Vyas Wadhwa
Walia Yadav Zala
""")
CITIES: Final = (
    (29, "BLR", "Bengaluru"), (9, "LKO", "Lucknow"), (27, "PUN", "Pune"), (18, "GUW", "Guwahati"),
    (33, "CHE", "Chennai"), (10, "PAT", "Patna"), (21, "BBS", "Bhubaneswar"), (8, "JAI", "Jaipur"), (36, "HYD", "Hyderabad"),
    (7, "DEL", "New Delhi"),
)
CATEGORIES: Final = ("GEN", "OBC", "SC", "ST", "EWS", None)
CATEGORY_WEIGHTS: Final = (31, 40, 15, 7, 5, 2)
TYPES: Final = ("student", "teacher", "professional", "official", "founder", "job_seeker")
SECTORS: Final = ("Agriculture", "Health", "Education", "Climate", "Finance", "Language technology", "Manufacturing")
RESOURCES: Final = (
    ("Foundations of AI", "course", "FutureSkills Prime", "en", 1200),
    ("एआई का परिचय", "course", "iGOT Karmayogi", "hi", 800),
    ("Prompting for teachers", "video", "OpenAI Academy", "en", 150),
    ("Responsible AI in public service", "document", "IndiaAI", "en", 300),
    ("Build with the API", "notebook", "OpenAI Academy", "en", 600),
    ("AI for agriculture", "course", "NPTEL", "ta", 1000),
    ("Indian language datasets", "dataset", "Bhashini", "hi", None),
    ("Evaluating a model", "notebook", "OpenAI Academy", "en", 400),
)


PRODUCTS: Final = (
    ("OpenAI API credit", "usd", (50, 100, 250)), ("ChatGPT Edu seat", "seat_month", (3, 6)),
    ("IndiaAI Compute", "gpu_hour", (20, 40)),
)
STARTUP_NAMES: Final = ("Navya", "Prayas", "Udaan", "Sanket", "Tarang", "Vistaar")
