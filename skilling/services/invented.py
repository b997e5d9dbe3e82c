"""Invented names, places and titles for sample programmes; refuses real people and companies."""

from __future__ import annotations

from typing import Final

# fmt: off
WOMEN: Final = [
    "Asha", "Meera", "Kavya", "Priya", "Ananya", "Gauri", "Sunita", "Lakshmi", "Fatima", "Harpreet", "Rukmini", "Nandini",
    "Ishita", "Pooja", "Divya", "Sneha", "Farida", "Anjali", "Rekha", "Bhavana", "Chitra", "Deepa", "Esha", "Jaya",
    "Kamala", "Lata", "Madhuri", "Neha", "Padma", "Radha", "Savita", "Tara", "Uma", "Vidya", "Zoya",
]
MEN: Final = [
    "Arjun", "Rohan", "Kabir", "Aditya", "Imran", "Gurpreet", "Karthik", "Manoj", "Suresh", "Vikram", "Rahul", "Nikhil",
    "Sanjay", "Ajay", "Bharat", "Chetan", "Dinesh", "Eshan", "Farhan", "Ganesh", "Harish", "Irfan", "Jagdish", "Kiran",
    "Lokesh", "Mohan", "Naveen", "Om", "Pranav", "Rajesh", "Sameer", "Tarun", "Uday", "Varun", "Yash",
]
FAMILIES: Final = [
    "Rao", "Nair", "Patel", "Sharma", "Reddy", "Khan", "Das", "Kulkarni", "Verma", "Singh", "Iyer", "Mehta", "Banerjee",
    "Gowda", "Mishra", "Yadav", "Joshi", "Pillai", "Chauhan", "Naidu", "Sheikh", "Bora", "Tirkey", "Lyngdoh", "Deshmukh",
    "Kaur", "Thakur", "Menon", "Saha", "Jha",
]
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
