"""Invents the people of a list: what is true of them before anybody types it; no value belongs to anybody."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_GIVEN = {
    "F": "Asha Meera Ananya Priya Gauri Kavya Aditi Lalita Sunita Pooja Fathima Nasreen Divya Shalini Rekha Anjali Bhavana Jyoti",
    "M": "Kabir Rohan Arjun Imran Suresh Ramesh Vikram Harish Dinesh Manoj Irfan Naveen Prakash Ganesh Lokesh Tarun Vivek Yogesh",
}
_FAMILY = (
    "Rao Das Kulkarni Mehta Reddy Sharma Nair Verma Patel Khan Bora Oraon Sangma Iyer Pillai Gowda Naidu Yadav Joshi Tiwari "
    "Mishra Chauhan Kaur Ansari Banerjee Mondal Sahu Lepcha"
)
_DEVANAGARI = {
    "F": "आशा मीरा अनन्या प्रिया गौरी काव्या अदिति ललिता सुनीता पूजा",
    "M": "कबीर रोहन अर्जुन इमरान सुरेश रमेश विक्रम हरीश दिनेश योगेश",
    "": "राव दास कुलकर्णी मेहता शर्मा वर्मा पटेल खान यादव जोशी",
}
_COLLEGES = (
    "Government College of Engineering, Salem", "Hassan Polytechnic", "St. Thomas College, Thrissur",
    "Kamla Nehru Mahila Mahavidyalaya", "ITI Nagpur", "Zakir Husain Institute of Technology", "Govt. Degree College Rampur",
    "Sri Venkateswara Arts College", "Adarsh Vidya Mandir College", "North Eastern Institute of Science",
)  # fmt: skip
_PLACES = (
    ("Karnataka", "Hassan", "573"), ("Kerala", "Thrissur", "680"), ("Maharashtra", "Nagpur", "440"), ("Bihar", "Patna", "800"),
    ("Tamil Nadu", "Salem", "636"), ("Uttar Pradesh", "Lucknow", "226"), ("West Bengal", "Hooghly", "712"),
    ("Gujarat", "Rajkot", "360"), ("Andhra Pradesh", "Guntur", "522"), ("Assam", "Jorhat", "785"), ("Odisha", "Cuttack", "753"),
    ("Rajasthan", "Ajmer", "305"), ("Telangana", "Warangal", "506"), ("Madhya Pradesh", "Bhopal", "462"),
)  # fmt: skip
_CATEGORIES = ("GEN", "OBC", "SC", "ST", "EWS")
_BRANCHES = ("CSE", "ECE", "Mechanical", "Civil", "B.Sc. Maths", "B.Com", "BCA", "Electrician")


@dataclass
class Person:
    """One invented person. `roll` is the number as it stands on the identity card; `mobile` has ten digits."""

    given: str
    family: str
    father: str
    gender: str
    mobile: str
    email: str
    born: date
    category: str
    college: str
    state: str
    district: str
    pin: str
    roll: str
    branch: str
    marks: int
    aadhaar: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


def invent(rng: random.Random, number: int, *, devanagari: bool = False) -> list[Person]:
    """So many people, no two with the same mobile number or roll number, grouped by college as lists are."""
    colleges = rng.sample(_COLLEGES, rng.randint(1, 4))
    shape = rng.choice(_ROLLS)
    people = [_one(rng, place, shape, rng.choice(colleges), devanagari) for place in range(number)]
    return sorted(people, key=lambda person: colleges.index(person.college))


_ROLLS = ("{:02d}CS{:03d}", "{:02d}/BT/{:04d}", "2{:02d}10{:04d}", "00{:02d}{:03d}", "R-{:02d}-{:03d}", "{:02d}{:03d}")


def _one(rng: random.Random, place: int, shape: str, college: str, devanagari: bool) -> Person:
    gender = rng.choice("FM")
    given_names, families = _GIVEN[gender].split(), _FAMILY.split()
    if devanagari:
        given_names, families = _DEVANAGARI[gender].split(), _DEVANAGARI[""].split()
    given, family = rng.choice(given_names), rng.choice(families)
    state, district, pin = rng.choice(_PLACES)
    father_names = (_DEVANAGARI if devanagari else _GIVEN)["M"].split()
    latin = "student" if devanagari else f"{given}.{family}".lower()
    return Person(
        given=given,
        family=family,
        father=f"{rng.choice(father_names)} {family}",
        gender=gender,
        mobile=f"{rng.choice('6789')}{rng.randrange(10**6):06d}{place:03d}",
        email=f"{latin}{place}@example.in",
        born=date(1996, 1, 1) + timedelta(days=rng.randrange(365 * 11)),
        category=rng.choice(_CATEGORIES),
        college=college,
        state=state,
        district=district,
        pin=f"{pin}{rng.randrange(1, 99):03d}",
        roll=shape.format(rng.randint(18, 25), place + 1),
        branch=rng.choice(_BRANCHES),
        marks=rng.randint(31, 99),
        aadhaar=f"{rng.choice('23456789')}{rng.randrange(10**11):011d}",
    )
