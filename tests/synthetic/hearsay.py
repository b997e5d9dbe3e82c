"""Names as another clerk, script or office writes them, gathered by hand from how people spell them; knows no rule of ours.

Nothing here is taken from the tables of the code under test: most of these groups follow none of its rules, and the sounds that
clerks confuse are those of hearing, not those that keys fold.
"""

from __future__ import annotations

import random

from tests.synthetic.names import words

_GROUPS = """
Sourav Saurav Sourabh Sorabh; Jyotsna Jyothsna Josna; Yashwant Yeshwanth Yashvant; Vaishnavi Baishnabi Vaisnavi;
Biswajit Vishwajeet Bishwajit Viswajith; Shanthi Santhi Shanti; Thirumalai Tirumalai Thirumala; Zubair Jubair Zuber Zubayer;
Gyanendra Jnanendra Gnanendra; Mehboob Mahbub Mehabub Mahaboob; Feroz Firoz Phiroj Firoj; Nusrat Nushrat Nusarat;
Dixit Dikshit Deekshit; Bhattacharya Bhattacharjee Bhattacharyya; Vaidya Baidya Vaidhya; Sehgal Sahgal Saigal;
Aggarwal Agarwal Agrawal Agarwalla; Tiwari Tewari Tiwary; Trivedi Tribedi Thrivedi; Pandey Pande Panday Pandya;
Upadhyay Upadhyaya Upadhayay; Jaiswal Jayaswal Jaysawal; Chauhan Chouhan Chohan; Chaturvedi Chaturbedi Chaturvedy;
Kushwaha Kushvaha Kushwah; Prajapati Prajapathi Parjapati; Nagaraju Nagraju Nagaraj; Mallikarjuna Mallikarjun Mallikharjuna;
Subramanian Subramaniam Subramanyam Subrahmanyan; Krishnamurthy Krishnamurti Krishnamoorthy; Ramamurthy Ramamoorthi Rammurthy;
Thangavel Thangavelu Tangavel; Rajagopal Rajgopal Rajagopaul; Jayalakshmi Jayalaxmi Jeyalakshmi; Aishwarya Aiswarya Ishwarya;
Sowjanya Soujanya Saujanya; Chaitanya Chaithanya Chetanya; Tejaswi Thejaswi Tejasvi; Prithvi Pruthvi Prudhvi;
Bhuvaneshwari Bhuvaneswari Bhubaneswari; Rajeshwari Rajeswari Rajeshwary; Maheshwari Maheswari Maheshwary;
Ezhilarasi Elilarasi Ezhilarasee; Tamilselvi Thamizhselvi Tamizhselvi; Kayalvizhi Kayalvili Kayalvizi; Sadhna Sadhana Saadhna;
Shakeel Shakil Sakil; Shareef Sharif Sarif; Nizamuddin Nizamudeen Nijamuddin; Jamaluddin Jamaludheen Jamaludin;
Mubarak Mobarak Mubarrak; Musharraf Mosharraf Musarraf; Muzaffar Mujaffar Mozaffar; Hafizur Hafijur Hafizoor;
Monirul Munirul Manirul; Ashraful Asraful Ashrafull; Shafiqul Safikul Shafikul; Rokeya Ruqayya Rukaiya; Khadija Khatija Khadeeja;
Zarina Jarina Zareena; Hasina Haseena Hashina; Gulshan Gulsan Gulshun; Ilyas Iliyas Eliyas; Yakub Yaqub Yakoob; Ayub Ayyub Ayoob;
Vikas Bikash Vikash; Vijay Bijay Vijai Bijoy; Vinod Binod Binode; Vivek Bibek Viveka; Varun Barun; Basanti Vasanti Vasanthi;
Birendra Virender Veerendra; Sabita Savita Savitha; Namita Namitha; Debashish Debasis Devashish Devasis; Subhash Subash Suvash;
Shubhankar Suvankar Subhankar; Swarup Swaroop Sarup; Sanjeev Sanjib Sanjiv Sanjeeb; Rajiv Rajib Rajeev; Pabitra Pavitra Pavithra;
Manoranjan Manoranjana; Laxman Lakshman Laxmana Lachhman; Dharmpal Dharampal Dharmapal; Ramswaroop Ramswarup Ram-Swaroop;
Murugesan Murukesan Murugeshan; Senthilkumar Senthil-Kumar Sentilkumar; Gnanasekaran Gnanasekar Nyanasekaran;
Arumugam Arumukam Aarumugam; Kathiravan Kadhiravan Kathirvan; Sivakumar Shivakumar Sivakumaar; Velmurugan Vel-Murugan;
Nair Nayar Nayyar; Thakur Thakkur Thakor; Bhardwaj Bharadwaj Bhardwaz; Chakraborty Chakravarty Chakrabarti Chakravarthy;
Gangopadhyay Gangopadhyaya; Sarkar Sircar Sarker; Mandal Mondal Mondol Mandol; Hossain Hussain Hosen; Sheikh Shaikh Shekh Saikh;
Harpreet Harprit Herpreet; Gurvinder Gurbinder Gurwinder; Balvinder Balbir Balwinder; Ekta Ekata Aekta; Aradhana Aaradhna Aradhna;
Shraddha Sradha Shradha Sraddha; Rutuja Ritija Rutooja; Ritu Rithu Reetu; Smriti Smruti Smrithi; Krupa Kripa; Hrithik Ritik Hritik
"""
OTHERS = {
    name: [other for other in group if other != name]
    for group in (words(part) for part in _GROUPS.replace("\n", " ").split(";"))
    for name in group
}
# Given names of these groups, to be borne by people: the first of each, by gender.
MEN = words(
    """Sourav Yashwant Biswajit Zubair Gyanendra Mehboob Feroz Thirumalai Nagaraju Mallikarjuna Subramanian Krishnamurthy Thangavel
    Rajagopal Chaitanya Prithvi Shakeel Shareef Nizamuddin Jamaluddin Mubarak Musharraf Muzaffar Hafizur Monirul Ashraful Shafiqul
    Gulshan Ilyas Yakub Ayub Vikas Vijay Vinod Vivek Varun Birendra Debashish Subhash Shubhankar Swarup Sanjeev Rajiv Manoranjan
    Laxman Dharmpal Ramswaroop Murugesan Senthilkumar Gnanasekaran Arumugam Kathiravan Sivakumar Harpreet Gurvinder Hrithik"""
)
WOMEN = words(
    """Jyotsna Vaishnavi Shanthi Nusrat Jayalakshmi Aishwarya Sowjanya Tejaswi Bhuvaneshwari Rajeshwari Ezhilarasi Tamilselvi
    Kayalvizhi Sadhna Rokeya Khadija Zarina Hasina Basanti Sabita Namita Pabitra Ekta Aradhana Shraddha Rutuja Ritu Smriti Krupa"""
)
FAMILIES = words(
    """Dixit Bhattacharya Vaidya Sehgal Aggarwal Tiwari Trivedi Pandey Upadhyay Jaiswal Chauhan Chaturvedi Kushwaha Prajapati
    Ramamurthy Maheshwari Nair Thakur Bhardwaj Chakraborty Gangopadhyay Sarkar Mandal Hossain"""
)
# What one hears as the other, whichever is written: dropped breath, short and long, the vowel in between, east and west.
_HEARD = (
    ("bh", "b"), ("dh", "d"), ("gh", "g"), ("th", "t"), ("kh", "k"), ("sh", "s"), ("s", "sh"), ("ee", "i"), ("i", "e"), ("e", "i"),
    ("o", "u"), ("u", "o"), ("aa", "a"), ("a", "aa"), ("v", "b"), ("b", "v"), ("v", "w"), ("j", "z"), ("z", "j"), ("n", "nn"),
    ("ya", "ia"), ("ia", "iya"), ("ai", "e"), ("au", "o"), ("ri", "ru"), ("ru", "ri"), ("k", "c"), ("ng", "n"), ("nj", "nz"),
)  # fmt: skip

# The same names by hand in other scripts.
SCRIPTS = {
    "bengali": """Rahul:রাহুল Amit:অমিত Sanjay:সঞ্জয় Bikash:বিকাশ Subhash:সুভাষ Prasenjit:প্রসেনজিৎ Sourav:সৌরভ Abhijit:অভিজিৎ
    Anirban:অনির্বাণ Arnab:অর্ণব Tapan:তপন Swapan:স্বপন Ratan:রতন Rakesh:রাকেশ Rajesh:রাজেশ Manoj:মনোজ Anita:অনিতা Kabita:কবিতা
    Mitali:মিতালী Moumita:মৌমিতা Sushmita:সুস্মিতা Arpita:অর্পিতা Puja:পূজা Priya:প্রিয়া Rupali:রূপালী Sujata:সুজাতা Namita:নমিতা
    Das:দাস Dey:দে Ghosh:ঘোষ Bose:বসু Sen:সেন Roy:রায় Sarkar:সরকার Mondal:মণ্ডল Biswas:বিশ্বাস Dutta:দত্ত Saha:সাহা Pal:পাল Maity:মাইতি
    Kumar:কুমার Devi:দেবী Singh:সিং Rani:রাণী Lal:লাল""",
    "telugu": """Venkatesh:వెంకటేష్ Srinivas:శ్రీనివాస్ Ramesh:రమేష్ Suresh:సురేష్ Rajesh:రాజేష్ Mahesh:మహేష్ Ganesh:గణేష్ Kiran:కిరణ్
    Naveen:నవీన్ Praveen:ప్రవీణ్ Sudhakar:సుధాకర్ Prabhakar:ప్రభాకర్ Bhaskar:భాస్కర్ Karthik:కార్తీక్ Lakshmi:లక్ష్మి Sunitha:సునీత
    Anitha:అనిత Kavitha:కవిత Divya:దివ్య Swathi:స్వాతి Jyothi:జ్యోతి Lavanya:లావణ్య Sravani:శ్రావణి Padma:పద్మ Saraswathi:సరస్వతి
    Rao:రావు Reddy:రెడ్డి Naidu:నాయుడు Raju:రాజు Varma:వర్మ Goud:గౌడ్ Naik:నాయక్ Kota:కోట Gaddam:గడ్డం Thota:తోట Bandi:బండి""",
    "tamil": """Murugan:முருகன் Senthil:செந்தில் Kannan:கண்ணன் Saravanan:சரவணன் Selvam:செல்வம் Kumaresan:குமரேசன் Dinesh:தினேஷ்
    Ganesh:கணேஷ் Vignesh:விக்னேஷ் Prakash:பிரகாஷ் Ramesh:ரமேஷ் Suresh:சுரேஷ் Rajesh:ராஜேஷ் Karthik:கார்த்திக் Arun:அருண்
    Lakshmi:லட்சுமி Saraswathi:சரஸ்வதி Sumathi:சுமதி Vasanthi:வசந்தி Jayanthi:ஜெயந்தி Malathi:மாலதி Divya:திவ்யா Kavitha:கவிதா
    Geetha:கீதா Meenakshi:மீனாட்சி Gayathri:காயத்ரி Revathi:ரேவதி Bharathi:பாரதி Pillai:பிள்ளை Iyer:ஐயர் Reddy:ரெட்டி Nair:நாயர்""",
}
TABLES = [dict(pair.split(":") for pair in words(text)) for text in SCRIPTS.values()]


def written_elsewhere(parts: list[str], rng: random.Random) -> list[str] | None:
    """The name in another script than Devanagari; a part that is one letter stays. None where no table has every part."""
    fitting = [table for table in TABLES if all(part in table or len(part) == 1 for part in parts)]
    if not fitting:
        return None
    table = rng.choice(fitting)
    return [table.get(part, part) for part in parts]


def heard(rng: random.Random, part: str) -> str:
    """A usual other spelling where people have one; else as somebody hears it, never changing the last letter."""
    if part in OTHERS:
        return rng.choice(OTHERS[part])
    lower = part.lower()
    fitting = [(old, new) for old, new in _HEARD if old in lower[1:-1]]
    if len(lower) < 5 or not fitting:
        return part
    old, new = rng.choice(fitting)
    return (lower[0] + lower[1:-1].replace(old, new, 1) + lower[-1]).title()
