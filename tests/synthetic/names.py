"""Pools of common Indian names by region, with their usual other spellings; invented people are drawn from them.

Written by hand and apart from the tables of the code under test, so that a rule missing there shows here.
"""

from __future__ import annotations

from typing import NamedTuple


def words(text: str) -> list[str]:
    return text.split()


class Region(NamedTuple):
    """How a part of the country writes names. `style` says how the parts are put together."""

    style: str  # hindi, sikh, muslim, south, east
    share: int
    men: list[str]
    women: list[str]
    families: list[str]


HINDI = Region(
    "hindi", 44,
    words(
    """Rahul Amit Ramesh Suresh Rajesh Mukesh Mahesh Dinesh Rakesh Sanjay Vijay Ajay Anil Sunil Manoj Vinod Pramod Ashok
    Deepak Sandeep Pradeep Kuldeep Rohit Mohit Sumit Ankit Lalit Nitin Sachin Vikas Vivek Abhishek Ashish Manish
    Harish Girish Satish Naresh Umesh Yogesh Kamlesh Ganesh Brijesh Durgesh Shailesh Ritesh Nilesh Mithlesh Akash
    Prakash Vishal Kapil Saurabh Gaurav Shubham Shivam Satyam Aman Karan Kiran Arjun Varun Tarun Arun Pawan Sagar
    Kamal Vimal Nirmal Gopal Krishna Hari Shyam Ram Lakshman Bharat Balram Jagdish Omprakash Ramprasad Devendra
    Narendra Rajendra Surendra Jitendra Dharmendra Virendra Mahendra Upendra Gajendra Harendra Shailendra Bhupendra
    Raghvendra Anuj Anurag Ayush Piyush Himanshu Sudhanshu Priyanshu Divyanshu Nikhil Akhil Sahil Rishabh Kunal
    Mayank Shashank Prashant Nishant Sushant Vikrant Siddharth Aditya Rajat Vipin Bipin Navin Pravin Ravi Rajiv
    Sanjiv Alok Ashutosh Santosh Hitesh Jayesh Bhavesh Paresh Kalpesh Chirag Dhaval Mehul Vipul Hardik Tushar Swapnil
    Amol Sagar Ganpat Dnyaneshwar Tukaram Eknath Pandurang Harsh Sparsh"""
    ),
    words(
    """Sunita Anita Kavita Savita Sarita Babita Mamta Geeta Seeta Rita Neeta Meena Reena Veena Leela Sheela Neela Pooja
    Puja Aarti Bharti Jyoti Preeti Neeti Deepti Kirti Shruti Swati Priti Priya Riya Supriya Priyanka Deepika Radhika
    Sarika Monika Anamika Ankita Nikita Harshita Ishita Arpita Smita Nisha Asha Usha Manisha Anisha Disha Trisha
    Varsha Rekha Shikha Neha Sneha Megha Garima Mahima Seema Reema Karuna Aruna Vandana Archana Ranjana Sadhana
    Kalpana Alpana Chandana Lakshmi Parvati Saraswati Bhagwati Durga Ganga Yamuna Gayatri Savitri Kaushalya Sumitra
    Urmila Shakuntala Nirmala Kamla Vimla Sharmila Pushpa Champa Shobha Prabha Abha Sudha Madhu Renu Manju Anju Ranju
    Sanju Poonam Sonam Komal Sonal Kajal Payal Pallavi Vaishnavi Tanvi Janhavi Rajni Kamini Mohini Roshni Shalini
    Nandini Ragini Sakshi Khushi Kumkum Kanchan Suman Shubhangi Vaishali Rupali Sonali Deepali Anjali Geetanjali Rani
    Laxmi Heena Bhavna Hetal Kinjal Jinal Payal Vidya Divya Kavya"""
    ),
    words(
    """Sharma Verma Gupta Mishra Tiwari Pandey Dubey Shukla Tripathi Chaturvedi Yadav Maurya Kushwaha Patel Shah Mehta
    Desai Parmar Solanki Chauhan Rathore Rajput Thakur Chaudhary Jain Agarwal Goyal Bansal Mittal Saini Meena Gurjar
    Kashyap Nishad Prajapati Vishwakarma Gautam Saxena Srivastava Rawat Negi Bisht Joshi Pant Bhatt Pathak Jadhav
    Pawar Shinde More Kale Gaikwad Kamble Sawant Patil Deshmukh Kulkarni Bhosale Mali Soni Sahu Paswan Manjhi Rajak
    Jha Sinha Mahato Soren Murmu Rathwa Vasava Makwana Vaghela Zala Trivedi Vyas Dave Acharya Purohit Bhatnagar
    Mathur Kulshreshtha Nagar Tyagi Tomar Bhadoria Sikarwar Kirar Lodhi Ahirwar Jatav Valmiki Khatik Dhobi Kori Pal
    Baghel Rajbhar Bind Sonkar Chaurasia Modanwal Kesarwani Jaiswal Rastogi Khandelwal Maheshwari Singhal Garg Bindal
    Dhakad Malviya Sisodia Shekhawat Bhati Ranawat"""
    ),
)  # fmt: skip
SIKH = Region(
    "sikh", 6,
    words(
    """Gurpreet Harpreet Manpreet Jaspreet Sukhpreet Amanpreet Lovepreet Gurdeep Hardeep Mandeep Jasdeep Sukhdeep
    Amandeep Gurjeet Harjeet Manjeet Paramjeet Sukhjeet Ranjeet Gurmeet Harmeet Jasmeet Balwinder Harwinder
    Sukhwinder Kulwinder Parminder Jatinder Satinder Baljinder Rajinder Surinder Mohinder Gurvinder Balvir Jasvir
    Ranvir Gurtej Navtej"""
    ),
    words(
    """Gurpreet Harpreet Manpreet Jaspreet Sukhpreet Amanpreet Rajpreet Navpreet Simranjeet Kiranjeet Gurjeet Harjeet
    Manjeet Paramjeet Kulwinder Balwinder Sukhwinder Jasleen Harleen Simran Navneet Parneet Ramandeep Amandeep
    Kirandeep"""
    ),
    words(
    """Sandhu Sidhu Dhillon Gill Brar Grewal Bajwa Virk Cheema Randhawa Dhaliwal Mann Toor Bhullar Aulakh"""
    ),
)  # fmt: skip
MUSLIM = Region(
    "muslim", 14,
    words(
    """Irfan Imran Salman Arman Rizwan Farhan Usman Rehan Zeeshan Adnan Faizan Rehman Junaid Javed Naved Parvez Shahbaz
    Sarfaraz Nawaz Aijaz Riyaz Feroz Afroz Shahrukh Farooq Ashfaq Mushtaq Ishaq Tariq Asif Arif Kashif Wasim Nasim
    Salim Kalim Nadeem Azeem Ibrahim Ismail Iqbal Afzal Faisal Bilal Danish Sajid Majid Abid Shahid Khalid Rashid
    Zahid Hamid Aftab Mehtab Yusuf Yunus Anwar Akhtar Azhar Mazhar Sohail Tanveer Zubair Haider Sameer Zaheer"""
    ),
    words(
    """Shabnam Nasreen Parveen Yasmeen Shaheen Afreen Sabreen Nazneen Tabassum Mumtaz Shabana Rukhsana Farzana Rizwana
    Sultana Farhana Rehana Ruksar Gulnaz Mehnaz Shehnaz Farheen Ayesha Fatima Zainab Amina Sakina Salma Asma Nazma
    Najma Reshma Heena Sana Saba Sadia Nazia Shazia Razia Fauzia Zoya Alina Mehak Noor"""
    ),
    words(
    """Khan Ansari Ali Ahmed Hussain Qureshi Siddiqui Pathan Mansuri Idrisi Alam Malik Saifi Salmani Mirza Usmani
    Farooqui"""
    ),
)  # fmt: skip
SOUTH = Region(
    "south", 24,
    words(
    """Venkateswara Venkatesh Srinivas Srinivasa Ramakrishna Radhakrishna Gopalakrishna Balakrishna Satyanarayana
    Lakshminarayana Suryanarayana Subrahmanyam Nageswara Koteswara Mallikarjuna Veerabhadra Chandrasekhar Rajasekhar
    Sudhakar Prabhakar Karunakar Bhaskar Ravindra Narasimha Anjaneyulu Venkata Siva Sai Naga Manikanta Karthik
    Prasanth Santhosh Ganesh Mahesh Ramesh Suresh Rajesh Murugan Senthil Kannan Saravanan Selvam Palanisamy Arumugam
    Kumaresan Vignesh Dinesh Prakash Vijayakumar Sathish Manjunath Basavaraj Mallesh Nagaraj Shivakumar Raghavendra
    Puttaswamy Anil Biju Shaji Rajeev Sunil Vishnu Akhil Arun Jithin Sreejith Vinod Pradeep Unnikrishnan Jayachandran
    Harikrishnan Praveen Naveen Kiran Charan Tharun Bhargav Tejas"""
    ),
    words(
    """Lakshmi Nagalakshmi Vijayalakshmi Mahalakshmi Bhagyalakshmi Saraswathi Parvathi Padmavathi Annapurna Sujatha
    Sunitha Anitha Kavitha Savitha Latha Hemalatha Swarnalatha Geetha Sangeetha Sumathi Vasanthi Jayanthi Malathi
    Bharathi Aruna Karuna Padma Sridevi Ramadevi Umadevi Divya Kavya Navya Ramya Sowmya Soumya Vidya Mounika Anusha
    Lavanya Swathi Jyothi Keerthi Deepthi Priyanka Bhavani Sravani Sirisha Harika Likhitha Tejaswini Yamini Nandini
    Meenakshi Kamakshi Visalakshi Revathi Gayathri Pavithra Nithya Vijaya Shobha Rekha Asha Manjula Shylaja Bindu
    Sindhu Sandhya Remya Athira Aswathy Sreelakshmi"""
    ),
    words(
    """Rao Reddy Naidu Raju Varma Goud Chowdary Naik Gowda Hegde Shetty Iyer Nair Menon Pillai Kurian Thomas Bolla
    Chintala Gudipati Kommineni Vemula Yerra Thota Palle Kota Bandi Gaddam Nalla Pasupuleti Kandula Boddu Guntur
    Tadepalli Vadlamudi Mandava Polavarapu Challa Muppidi Dasari Talluri Jangam Koppula Rathnam Murthy Shastry Bhat
    Kamath Prabhu Pai"""
    ),
)  # fmt: skip
EAST = Region(
    "east", 12,
    words(
    """Subhash Bikash Prasenjit Biswajit Debashis Subrata Sourav Souvik Arnab Anirban Abhijit Sanjib Rajib Tapan Swapan
    Ratan Dipankar Sukanta Prosenjit Kaushik Tanmoy Mrinmoy Partha Arindam Pranab Bijay Sanjay Manas Dillip Pradip
    Sudip Sandip Susanta Basanta Hemanta Jayanta Bhabani Nirakar Jagannath Biranchi Niranjan Pabitra Rakesh Rajesh
    Manoj Dhiren Bhupen Rituraj"""
    ),
    words(
    """Moumita Sushmita Paramita Sudipta Debjani Sharmistha Madhumita Arpita Ankita Sanchita Sucharita Payel Puja Priya
    Rinku Pinki Mitali Rupali Chaitali Barnali Kakali Shyamali Sujata Namita Sabita Kabita Anita Mamata Binodini
    Jharana Kuni Lipika Itishree Rashmita Monalisa Gitanjali Basanti Jayanti Dipali Rumi Junmoni Nilakshi"""
    ),
    words(
    """Das Dey Ghosh Bose Sen Roy Sarkar Mondal Biswas Dutta Banerjee Mukherjee Chatterjee Ganguly Saha Pal Behera
    Mohanty Pradhan Swain Panda Patra Nayak Sahoo Jena Rout Barik Kalita Gogoi Borah Deka Hazarika Barman Maity Jana
    Bera Samanta"""
    ),
)  # fmt: skip
REGIONS = [HINDI, SIKH, MUSLIM, SOUTH, EAST]

# Usual other spellings, each way; a token is looked up whole.
OTHER_SPELLINGS = {
    variant: [other for other in group.split() if other != variant]
    for group in (
        "Lakshmi Laxmi Lakshmee", "Mohammed Mohammad Md Mohd Muhammad", "Shaik Shaikh Sheikh Sk", "Kumar Kumaar Kr",
        "Chaudhary Choudhary Chaudhari Choudhury", "Chowdary Chowdhary", "Sharma Sarma", "Verma Varma", "Mishra Misra",
        "Srivastava Shrivastava", "Begum Begam", "Khatoon Khatun", "Ahmed Ahmad", "Hussain Husain Hussein", "Roy Ray",
        "Banerjee Banerji", "Mukherjee Mukherji", "Chatterjee Chatterji", "Pooja Puja", "Geeta Gita Geetha", "Aarti Arti",
        "Sunita Suneeta Sunitha", "Anita Aneeta Anitha", "Kavita Kavitha", "Preeti Priti Preethi", "Jyoti Jyothi",
        "Deepak Dipak", "Sandeep Sandip", "Pradeep Pradip", "Saurabh Sourabh", "Gaurav Gourav", "Vikas Vikash",
        "Rajendra Rajender", "Surendra Surender", "Jitendra Jitender", "Narendra Narender", "Devendra Devender",
        "Mahendra Mahender", "Virendra Virender", "Dharmendra Dharmender", "Krishna Krishan", "Priya Priyaa",
        "Venkateswara Venkateshwara Venkateswar", "Srinivas Sreenivas Shrinivas", "Sai Sayi", "Murthy Murty", "Reddy Reddi",
        "Swati Swathi", "Bharti Bharathi", "Saraswati Saraswathi", "Parvati Parvathi", "Savitri Savithri", "Gayatri Gayathri",
        "Santosh Santhosh", "Satish Sathish", "Prashant Prasanth Prashanth", "Ganesh Ganesha", "Karthik Kartik Karthick",
        "Sridevi Shridevi", "Divya Divyaa", "Soumya Sowmya Saumya", "Vijay Vijai", "Ajay Ajai", "Farooq Faruk", "Salim Saleem",
        "Nasim Naseem", "Wasim Waseem", "Kalim Kaleem", "Rehman Rahman", "Junaid Junaed", "Javed Javaid", "Ayesha Aisha",
        "Parveen Parvin", "Yasmeen Yasmin", "Nasreen Nasrin", "Sahoo Sahu", "Das Dass", "Singh Sing", "Gupta Guptha",
        "Shweta Sweta", "Usha Oosha", "Neeta Nita", "Meena Mina", "Reena Rina", "Kamlesh Kamalesh", "Balram Balaram",
        "Bhagwati Bhagavati", "Omprakash Om-Prakash", "Ravindra Ravinder", "Dnyaneshwar Gyaneshwar", "Vimla Vimala",
        "Kamla Kamala", "Urmila Urmilla", "Harendra Harender", "Pallavi Pallabi", "Puspa Pushpa", "Patil Pateel",
    )
    for variant in group.split()
}  # fmt: skip

# Spelled by hand in Devanagari.
DEVANAGARI = dict(
    pair.split(":")
    for pair in words(
        """Rahul:राहुल Amit:अमित Ramesh:रमेश Suresh:सुरेश Rajesh:राजेश Mukesh:मुकेश Mahesh:महेश
    Dinesh:दिनेश Rakesh:राकेश Sanjay:संजय Vijay:विजय Ajay:अजय Anil:अनिल Sunil:सुनील Manoj:मनोज
    Vinod:विनोद Ashok:अशोक Deepak:दीपक Sandeep:संदीप Pradeep:प्रदीप Rohit:रोहित Mohit:मोहित
    Sumit:सुमित Ankit:अंकित Vikas:विकास Vivek:विवेक Abhishek:अभिषेक Ashish:आशीष Manish:मनीष
    Harish:हरीश Girish:गिरीश Satish:सतीश Naresh:नरेश Umesh:उमेश Yogesh:योगेश Kamlesh:कमलेश
    Ganesh:गणेश Akash:आकाश Prakash:प्रकाश Vishal:विशाल Saurabh:सौरभ Gaurav:गौरव Shubham:शुभम
    Shivam:शिवम Aman:अमन Karan:करण Kiran:किरण Arjun:अर्जुन Pawan:पवन Krishna:कृष्ण Shyam:श्याम
    Ram:राम Devendra:देवेंद्र Narendra:नरेंद्र Rajendra:राजेन्द्र Surendra:सुरेंद्र
    Jitendra:जितेंद्र Dharmendra:धर्मेंद्र Mahendra:महेंद्र Sunita:सुनीता Anita:अनिता Kavita:कविता
    Savita:सविता Geeta:गीता Seeta:सीता Meena:मीना Reena:रीना Pooja:पूजा Puja:पूजा Aarti:आरती
    Jyoti:ज्योति Preeti:प्रीति Priya:प्रिया Priyanka:प्रियंका Ankita:अंकिता Neha:नेहा Sneha:स्नेहा
    Seema:सीमा Rekha:रेखा Lakshmi:लक्ष्मी Laxmi:लक्ष्मी Parvati:पार्वती Nisha:निशा Asha:आशा
    Usha:उषा Manisha:मनीषा Komal:कोमल Suman:सुमन Divya:दिव्या Pallavi:पल्लवी Sharma:शर्मा
    Verma:वर्मा Gupta:गुप्ता Mishra:मिश्रा Tiwari:तिवारी Pandey:पाण्डेय Dubey:दुबे Shukla:शुक्ला
    Yadav:यादव Maurya:मौर्य Patel:पटेल Chauhan:चौहान Thakur:ठाकुर Chaudhary:चौधरी Jain:जैन
    Agarwal:अग्रवाल Saini:सैनी Meena:मीणा Gurjar:गुर्जर Kashyap:कश्यप Prajapati:प्रजापति
    Gautam:गौतम Saxena:सक्सेना Srivastava:श्रीवास्तव Rawat:रावत Joshi:जोशी Jadhav:जाधव Pawar:पवार
    Shinde:शिंदे Patil:पाटिल Kulkarni:कुलकर्णी Sahu:साहू Paswan:पासवान Jha:झा Sinha:सिन्हा
    Kumar:कुमार Kumari:कुमारी Devi:देवी Singh:सिंह Kaur:कौर Khan:खान Ansari:अंसारी Ali:अली
    Irfan:इरफान Imran:इमरान Salman:सलमान Mohammed:मोहम्मद Shabnam:शबनम Ahmed:अहमद Hussain:हुसैन
    Rao:राव Reddy:रेड्डी Das:दास Gopal:गोपाल Ravi:रवि Aditya:आदित्य Nikhil:निखिल Vishnu:विष्णु"""
    )
)
