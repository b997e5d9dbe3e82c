"""Pairs of people written and judged by hand, apart from the tables of the code and from the generator: who must never be joined by
the machine alone, and whom it must at least ask about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from skilling.importing.matching.blocking import block_keys
from skilling.importing.matching.matching import Outcome, against, in_file
from skilling.importing.matching.people import People

Person = dict[str, Any]
PHONE, OTHER_PHONE, COLLEGE, DAY = "+919701234586", "+919701299911", "govt polytechnic kurnool", date(2004, 8, 23)
APRIL, SEPTEMBER = {"born_on": date(2003, 4, 9)}, {"born_on": date(2003, 9, 4)}
FIRST, JULY = date(2002, 1, 1), date(2003, 7, 1)
STUDENT = {"institution": COLLEGE, "cohort": 3}
HOUSE = {"mobile": PHONE, "institution": COLLEGE}
TWIN = {**HOUSE, "born_on": DAY}


def pair(one: str, other: str, *, one_has: Person | None = None, other_has: Person | None = None, **both: Any) -> Any:
    """Two people with what both have, and what only one has."""
    first, second = {"full_name": one, **both, **(one_has or {})}, {"full_name": other, **both, **(other_has or {})}
    return pytest.param(first, second, id=f"{one} - {other}: {', '.join(both)}")


APART = [
    # Twins and others of one house: one phone, one birthday, one father, one college.
    pair("Ganesh Powar", "Mahesh Powar", **TWIN, father_name="Vitthal Powar"),
    pair("Lava Kishore", "Kusha Kishore", **TWIN, father_name="Nand Kishore"),
    pair("Reshma Bi", "Rehana Bi", **TWIN, father_name="Ghouse Pasha"),
    pair("Aarav Thapliyal", "Arnav Thapliyal", **TWIN, father_name="Hemant Thapliyal"),
    pair("Nitin Dabholkar", "Nitesh Dabholkar", **TWIN, father_name="Sharad Dabholkar"),
    pair("Snehal Ghuge", "Sonal Ghuge", **TWIN, father_name="Bhimrao Ghuge"),
    pair("Jaspal Kaur", "Jasbir Kaur", **TWIN, father_name="Mohan Singh"),
    pair("Balram Kewat", "Baldev Kewat", **TWIN, father_name="Shivlal Kewat"),
    pair("Roshni Ekka", "Rohini Ekka", **TWIN, father_name="Paulus Ekka"),
    pair("Hasan Ansari", "Husain Ansari", **TWIN, father_name="Iqbal Ansari"),
    pair("Anand Velu", "Anandhi Velu", **TWIN, father_name="Velu"),
    pair("Prem Chhetri", "Prema Chhetri", **TWIN, father_name="Dhan Chhetri"),
    pair("Tulsi Bhuiyan", "Tulika Bhuiyan", **TWIN, father_name="Kali Bhuiyan"),
    pair("विमला मरकाम", "कमला मरकाम", **TWIN, father_name="रामसाय मरकाम"),
    pair("Dinabandhu Sethi", "Dinesh Sethi", **TWIN, father_name="Raghu Sethi"),
    pair("Subodh Hazra", "Subir Hazra", **TWIN, father_name="Nirmal Hazra"),
    # Sisters and brothers with one phone and other birthdays.
    pair("Farhan Qureshi", "Faizan Qureshi", **HOUSE, one_has={"born_on": DAY}, other_has={"born_on": date(2006, 2, 11)}),
    pair("Chandni Baghel", "Chandan Baghel", **HOUSE, father_name="Lakhan Baghel"),
    pair("Manasa Gowda", "Manoj Gowda", **HOUSE, father_name="Nanje Gowda"),
    pair("Pinki Ravidas", "Rinki Ravidas", mobile=PHONE, father_name="Suraj Ravidas"),
    pair("Guddu Nat", "Guddi Nat", mobile=PHONE),
    pair("Ruby Parween", "Rubina Parween", mobile=PHONE, father_name="Md Kalim"),
    pair("Satpal Jangra", "Satbir Jangra", mobile=PHONE, father_name="Ramphal Jangra"),
    pair("Ilakkiya Sekar", "Iniya Sekar", mobile=PHONE, email="sekar.home@example.in"),
    pair("Kartik Bisoi", "Kartika Bisoi", mobile=PHONE, email="bisoi99@example.in", born_on=DAY),
    pair("Nagma Idrisi", "Salma Idrisi", mobile=PHONE, email="idrisi@example.in", born_on=DAY),
    # Father and son, mother and daughter, husband and wife.
    pair("M Selvaraj", "S Manikandan", mobile=PHONE),
    pair("R Palaniappan", "P Ramanathan", mobile=PHONE, institution=COLLEGE),
    pair("Gopal Krishna Murmu", "Krishna Gopal Tudu", mobile=PHONE),
    pair("Harbans Lal", "Lal Chand", mobile=PHONE),
    pair("Mahadev Kharat", "Sunanda Mahadev Kharat", mobile=PHONE, one_has={"gender": "M"}, other_has={"gender": "F"}),
    pair("Bhola Sao", "Meena Bhola Sao", mobile=PHONE, one_has={"gender": "M"}, other_has={"gender": "F"}),
    pair("Kiran Bhosle", "Kiran Ashok Bhosle", mobile=PHONE, one_has={"gender": "M"}, other_has={"gender": "F"}),
    pair("Ramanuj Tripathy", "Savitri Tripathy", mobile=PHONE, email="tripathy.house@example.in"),
    pair(
        "Jagat Mahanta",
        "Jagat Mahanta",
        one_has={"father_name": "Bipin Mahanta"},
        other_has={"father_name": "Kanak Mahanta"},
        born_on=DAY,
    ),
    # Namesakes of one cohort whose fathers have one name, too: two rolls of two colleges.
    pair(
        "Aditi Sahu",
        "Aditi Sahu",
        one_has={"institution": COLLEGE, "roll_no": "219100005"},
        other_has={"institution": "govt polytechnic nandyal", "roll_no": "221100024"},
        father_name="Suresh Sahu",
        cohort=3,
    ),
    # Namesakes: one name, one college, one batch; nothing of their own.
    pair("Rohit Yadav", "Rohit Yadav", **STUDENT),
    pair("Neha Singh", "Neha Singh", **STUDENT),
    pair("Aniket Patil", "Aniket Patil", **STUDENT),
    pair("Thangamani Kolappan", "Thangamani Kolappan", **STUDENT),
    pair(
        "Rohit Yadav",
        "Rohit Yadav",
        institution=COLLEGE,
        one_has={"roll_no": "2104417"},
        other_has={"roll_no": "2104533"},
        cohort=3,
    ),
    pair("Neha Singh", "Neha Singh", **STUDENT, one_has={"mobile": PHONE}, other_has={"mobile": OTHER_PHONE}),
    pair(
        "Akash Pal",
        "Akash Pal",
        institution=COLLEGE,
        cohort=3,
        roll_no=None,
        one_has={"born_on": DAY},
        other_has={"born_on": date(2001, 3, 9)},
    ),
    pair("Suman Roy", "Suman Roy", **STUDENT, one_has={"gender": "M"}, other_has={"gender": "F"}),
    # The first of January and of July are everybody's.
    pair("Meena Bai", "Meena Bai", born_on=FIRST),
    pair("Meena Bai", "Meena Bai", born_on=FIRST, institution=COLLEGE),
    pair("Arjun Munda", "Arjun Munda", born_on=JULY),
    pair("Raju Kol", "Raju Kol", born_on=FIRST, institution=COLLEGE, cohort=3),
    pair("Lakshmi Devi", "Laxmi Devi", born_on=FIRST),
    # Names that say nothing.
    pair("Kumari", "Kumari", born_on=DAY),
    pair("Devi", "Devi", institution=COLLEGE, born_on=FIRST),
    pair("Singh", "Kaur Singh", mobile=PHONE),
    pair("Kumar", "Raj Kumar", mobile=PHONE),
    pair("Md", "Mohd", born_on=DAY, institution=COLLEGE),
    pair("Mohammed", "Md Salim", mobile=PHONE),
    pair("Sk Abdul", "Abdul Rahim", mobile=PHONE),
    pair("Md Rafi", "Md Shafi", **TWIN, father_name="Md Yasin"),
    pair("Syed Imran", "Syed Irfan", **TWIN, father_name="Syed Noor"),
    pair("K", "K", mobile=PHONE),
    pair("S", "Shanmugam", born_on=DAY),
    pair("A K", "Ajay Kol", institution=COLLEGE),
    pair("Baby", "Baby Kumari", born_on=FIRST, institution=COLLEGE),
    # Mailboxes and phones of an office.
    pair("Rakesh Rai", "Rakesh Rai", email="principal@example.in"),
    pair("Rakesh Rai", "Rakesh Rai", email="placement.2@example.in", institution=COLLEGE),
    pair("Divya Shetty", "Deepa Shetty", email="info@example.in", mobile=PHONE),
    pair("Sonu Kumar", "Monu Kumar", email="tpo@example.in", **TWIN),
    # Other names that look alike.
    pair("Sangeeta Oraon", "Sangita Oraon", one_has={"born_on": DAY}, other_has={"born_on": date(1999, 12, 2)}),
    pair("Kamal Hansda", "Kamala Hansda", born_on=DAY),
    pair("Bharat Gavit", "Bharati Gavit", born_on=DAY, institution=COLLEGE),
    pair("Suresh Babu", "Naresh Babu", born_on=DAY, institution=COLLEGE, father_name="Venkaiah Babu"),
    pair("Dipak Barman", "Dipankar Barman", **TWIN),
]

TOGETHER = [
    # One script and another.
    pair("भावना तिवारी", "Bhavna Tiwari", mobile=PHONE),
    pair("राजेन्द्र गुर्जर", "Rajender Gurjar", mobile=PHONE),
    pair("मुकेश कुमार पटेल", "Mukesh Patel", mobile=PHONE),
    pair("संध्या ठाकरे", "Sandhya Thakre", born_on=DAY, institution=COLLEGE),
    pair("अब्दुल हमीद", "Abdul Hameed", mobile=PHONE),
    pair("ज्योति रजक", "Jyothi Rajak", email="jyoti.rajak7@example.in"),
    pair("ਹਰਜੀਤ ਕੌਰ", "Harjit Kaur", mobile=PHONE),
    pair("বিশ্বনাথ পাত্র", "Biswanath Patra", mobile=PHONE),
    pair("శైలజ మేడి", "Sailaja Medi", mobile=PHONE),
    pair("ಮಂಜುನಾಥ ಹೆಗಡೆ", "Manjunath Hegde", mobile=PHONE),
    pair("કેતન પટેલ", "Ketan Patel", mobile=PHONE),
    pair("கவிதா முருகன்", "Kavitha Murugan", mobile=PHONE),
    # Initials.
    pair("T R Sowmya", "Sowmya T R", mobile=PHONE),
    pair("Sowmya Thiruvenkadam", "T Sowmya", mobile=PHONE),
    pair("G V Prasad Rao", "Gudipati Venkata Prasad Rao", mobile=PHONE),
    pair("N. Subbulakshmi", "Subbulakshmi Natarajan", born_on=DAY, institution=COLLEGE),
    pair("P Anuradha", "Anuradha", mobile=PHONE),
    pair("S Jeyanthi", "Jeyanthi S.", institution=COLLEGE, born_on=DAY),
    pair("B. Nagaraju", "Nagaraju Bandaru", mobile=PHONE, father_name="Yadaiah Bandaru"),
    pair("K.M. Ashraf", "Ashraf K M", email="ashrafkm@example.in"),
    # Another order.
    pair("Thakre Bhagyashree", "Bhagyashree Thakre", born_on=DAY),
    pair("Shaikh Tabassum", "Tabassum Shaikh", mobile=PHONE),
    pair("Nimbalkar Rutuja Dilip", "Rutuja Dilip Nimbalkar", born_on=DAY),
    pair("Boro Hemanta", "Hemanta Boro", mobile=PHONE),
    pair("Devi Phulmani", "Phulmani Devi", mobile=PHONE),
    # Spelt otherwise.
    pair("Sandhya Barik", "Sandya Barik", mobile=PHONE),
    pair("Chaitali Mukhopadhyay", "Chaitaly Mukhopadhay", mobile=PHONE),
    pair("Shrikant Waghmare", "Srikanth Vaghmare", mobile=PHONE),
    pair("Poornima Hebbar", "Purnima Hebbar", born_on=DAY),
    pair("Zeenat Parveen", "Jinat Parvin", mobile=PHONE),
    pair("Mohammed Tauseef", "Md Tousif", mobile=PHONE),
    pair("Mohd. Aslam", "Muhammad Aslam", born_on=DAY),
    pair("Sk Nasir", "Sheikh Naseer", mobile=PHONE),
    pair("Vishwanath Jha", "Bishwanath Jha", mobile=PHONE, born_on=DAY),
    pair("Lakshmibai Rathod", "Laxmi Bai Rathod", mobile=PHONE),
    pair("Ramkrishna Lodhi", "Ram Krishna Lodhi", mobile=PHONE),
    pair("Jayashree Naik", "Jaishri Nayak", mobile=PHONE),
    pair("Dhananjay Kuwar", "Dhanjay Kuvar", mobile=PHONE, born_on=DAY),
    pair("Pushplata Netam", "Pushpalatha Netam", mobile=PHONE),
    pair("Gajanan Dhurve", "Gajaanan Dhurvey", mobile=PHONE),
    pair("Sathya Moorthy", "Sathyamurthy", mobile=PHONE),
    pair("Yogendra Sahni", "Jogendra Sahni", mobile=PHONE, born_on=DAY),
    # A part more, a part less, a title, a tail.
    pair("Smt. Urmila Bediya", "Urmila Bediya", mobile=PHONE),
    pair("Kum. Shwetha Poojary", "Shwetha Poojary", born_on=DAY),
    pair("Rampyari", "Rampyari Sahu", mobile=PHONE, father_name="Dukhu Sahu"),
    pair("Amarjeet Singh Sodhi", "Amarjeet Sodhi", mobile=PHONE),
    pair("Govind S/o Bajrang Meghwal", "Govind Meghwal", mobile=PHONE),
    pair("Tejal Solanki @ Teju", "Tejal Solanki", mobile=PHONE),
    pair("Ravi Shankar Prasad Mahto", "Ravi Shankar Mahto", born_on=DAY),
    # A married name.
    pair("Kalavati Uikey", "Kalavati Dhurwey", born_on=DAY, father_name="Sukhram Uikey", mobile=PHONE),
    pair("Shobhana Pillai", "Shobhana Menon", mobile=PHONE, born_on=DAY),
    pair("Mamoni Das", "Mamoni Kalita", email="mamoni.d@example.in", born_on=DAY),
    # A digit wrong or two changed about, day and month changed about.
    pair("Bharathi Kanniah", "Bharathi Kanniah", born_on=DAY, one_has={"mobile": PHONE}, other_has={"mobile": "+919701234568"}),
    pair("Irshad Mewati", "Irshad Mewati", institution=COLLEGE, one_has={"mobile": PHONE}, other_has={"mobile": "+919701234536"}),
    pair("Nirupama Behera", "Nirupama Behera", one_has=APRIL, other_has=SEPTEMBER, institution=COLLEGE),
    pair("Ulhas Gaonkar", "Ulhas Gaonkar", one_has=SEPTEMBER, other_has=APRIL, father_name="Datta Gaonkar"),
    pair("Pranjal Saikia", "Pranjal Saikia", mobile=PHONE, one_has={"born_on": DAY}, other_has={"born_on": date(2004, 8, 28)}),
    pair("Fulmati Korwa", "Phoolmati Korwa", mobile=PHONE, one_has={"born_on": DAY}, other_has={"born_on": FIRST}),
    pair("Anjana Xalxo", "Anjana Xalxo", institution=COLLEGE, roll_no="210778", one_has={"mobile": PHONE}, other_has={"mobile": OTHER_PHONE}),
    pair("Vaibhav Lokhande", "Vaibhv Lokhande", institution=COLLEGE, roll_no="210779"),
    pair("Debolina Adhikary", "Debalina Adhikari", email="debolina.a@example.in"),
    # Little else than a name that few bear.
    pair("Chinnaswamy Ezhumalai", "Ezhumalai Chinnaswamy", institution=COLLEGE),
    pair("Lalrinpuii Hauhnar", "Lalrinpuii Hauhnar", institution=COLLEGE, cohort=3),
    pair("Khusboo Nisha", "Khushboo Nisha", father_name="Mukhtar Alam", born_on=FIRST),
]  # fmt: skip


def people(*rows: Person) -> People:
    columns = {name for row in rows for name in row}
    return People.of(len(rows), **{name: [row.get(name) for row in rows] for name in columns})


def outcome(row: Person, known: Person, size: int, *, looked_for: bool) -> Outcome:
    """What becomes of a row beside one of so many developers; `looked_for`: only if a key brings the two together."""
    listed, register = people(row), people(known)
    shared = set(block_keys(listed).hashes) & set(block_keys(register).hashes)
    return against(listed, register, [7], [(0, 7)] if shared or not looked_for else [], size)[0].outcome


@pytest.mark.parametrize(("one", "other"), APART)
def test_they_are_never_joined_by_the_machine(one: Person, other: Person) -> None:
    for size in (500, 100_000, 1_000_000):
        assert outcome(one, other, size, looked_for=False) is not Outcome.LINK
        assert outcome(other, one, size, looked_for=False) is not Outcome.LINK
    assert in_file(people(one, other)).first == [0, 1]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_they_are_joined_or_asked_about(one: Person, other: Person) -> None:
    for size in (500, 100_000):
        assert outcome(one, other, size, looked_for=True) is not Outcome.NEW
        assert outcome(other, one, size, looked_for=True) is not Outcome.NEW
    found = in_file(people(one, other))
    assert found.first == [0, 0] or found.review
