"""What clerks write above and around a list, in English and seven Indian languages; no list of ours was copied."""

from __future__ import annotations

ENGLISH: dict[str, tuple[str, ...]] = {
    "serial": ("S.No", "Sr. No.", "Sl No", "SNo", "S. No.", "#", "Serial Number"),
    "name": ("Name", "Name of the Student", "Student Name", "Candidate Name", "Full Name", "Name of Candidate", "Participant Name",
             "Name of Trainee", "Student's Name", "Applicant Name"),
    "given": ("First Name", "Given Name", "FirstName"),
    "middle": ("Middle Name",),
    "family": ("Last Name", "Surname", "LastName"),
    "father": ("Father's Name", "Father Name", "Name of Father", "Father/Husband Name", "Guardian Name", "Father's / Guardian's Name"),
    "mobile": ("Mobile No", "Mobile Number", "Phone", "Contact No.", "Mobile", "Phone Number", "Contact Number", "WhatsApp No",
               "Mob. No.", "Student Mobile", "Contact Details"),
    "email": ("Email", "E-mail ID", "Email Address", "Mail ID", "E-Mail", "Email Id of Student"),
    "born": ("Date of Birth", "DOB", "D.O.B.", "Birth Date", "Date of Birth (DD/MM/YYYY)", "DoB"),
    "gender": ("Gender", "Sex", "Gender (M/F)", "M/F"),
    "category": ("Category", "Caste Category", "Social Category", "Category (SC/ST/OBC/GEN)", "Caste"),
    "college": ("College", "Name of College", "Institution", "Institute Name", "College Name", "Name of the Institution", "School/College"),
    "state": ("State", "State/UT", "State Name", "Home State"),
    "district": ("District", "Dist.", "Home District", "District Name"),
    "pin": ("PIN", "Pin Code", "Pincode", "PIN Code", "Postal Code"),
    "roll": ("Roll No", "Roll Number", "Enrolment No", "Registration No.", "Reg. No", "Enrollment Number", "Hall Ticket No", "Student ID",
             "University Roll No"),
    "branch": ("Branch", "Course", "Stream", "Trade", "Department"),
    "batch": ("Batch", "Batch Code", "Cohort", "Batch No"),
    "marks": ("Marks", "Score", "Percentage", "Total Marks"),
    "aadhaar": ("Aadhaar No", "Aadhar Number", "Aadhaar", "UID No", "Aadhar Card No"),
    "address": ("Address", "Permanent Address", "Residential Address"),
    "father_mobile": ("Father Mobile", "Parent Contact No", "Father's Mobile No."),
    "other_mobile": ("Alternate Mobile", "Alternate Contact No", "Alternative Phone"),
    "remarks": ("Remarks", "Remark", "Comments"),
    "signature": ("Signature", "Sign", "Signature of Student"),
    "blood": ("Blood Group",),
    "income": ("Annual Family Income", "Family Income (Rs.)"),
    "hostel": ("Hosteller / Day Scholar", "T-shirt Size", "Laptop Available", "Bus Route", "Preferred Slot"),
}  # fmt: skip

INDIAN: dict[str, dict[str, tuple[str, ...]]] = {
    "hindi": {
        "serial": ("क्र.सं.", "क्रमांक", "क्र."), "name": ("छात्र का नाम", "नाम", "अभ्यर्थी का नाम", "प्रशिक्षणार्थी का नाम"),
        "father": ("पिता का नाम", "पिता/पति का नाम"), "mobile": ("मोबाइल नंबर", "मोबाइल नं.", "दूरभाष", "मोबाइल संख्या"),
        "email": ("ईमेल", "ई-मेल आईडी"), "born": ("जन्म तिथि", "जन्मतिथि"), "gender": ("लिंग",), "category": ("वर्ग", "श्रेणी"),
        "college": ("महाविद्यालय का नाम", "संस्थान का नाम", "कॉलेज"), "state": ("राज्य",), "district": ("जिला", "ज़िला", "जनपद"),
        "pin": ("पिन कोड",), "roll": ("अनुक्रमांक", "रोल नंबर", "नामांकन संख्या"), "address": ("पता", "स्थायी पता"), "marks": ("प्राप्तांक", "अंक"),
        "remarks": ("टिप्पणी", "अभ्युक्ति"), "aadhaar": ("आधार संख्या", "आधार नंबर"),
    },
    "tamil": {
        "serial": ("வ.எண்", "வரிசை எண்"), "name": ("மாணவர் பெயர்", "பெயர்", "மாணவரின் பெயர்"), "father": ("தந்தை பெயர்", "தந்தையின் பெயர்"),
        "mobile": ("கைபேசி எண்", "தொலைபேசி எண்", "அலைபேசி எண்"), "email": ("மின்னஞ்சல்", "மின்னஞ்சல் முகவரி"), "born": ("பிறந்த தேதி", "பிறந்த நாள்"),
        "gender": ("பாலினம்", "பால்"), "category": ("இனம்", "சமூகம்"), "college": ("கல்லூரி பெயர்", "கல்லூரி", "கல்லூரியின் பெயர்"),
        "state": ("மாநிலம்",), "district": ("மாவட்டம்",), "pin": ("அஞ்சல் குறியீடு", "பின்கோடு"), "roll": ("பதிவு எண்", "தேர்வு எண்"),
        "address": ("முகவரி",), "aadhaar": ("ஆதார் எண்",), "remarks": ("குறிப்பு",),
    },
    "telugu": {
        "serial": ("క్ర.సం.", "వరుస సంఖ్య"), "name": ("విద్యార్థి పేరు", "పేరు", "అభ్యర్థి పేరు"), "father": ("తండ్రి పేరు",),
        "mobile": ("మొబైల్ నంబర్", "ఫోన్ నంబర్", "చరవాణి సంఖ్య"), "email": ("ఈమెయిల్", "ఇమెయిల్"), "born": ("పుట్టిన తేదీ", "పుట్టిన తేది"),
        "gender": ("లింగం",), "category": ("కులం", "సామాజిక వర్గం", "వర్గం"), "college": ("కళాశాల పేరు", "కళాశాల"), "state": ("రాష్ట్రం",),
        "district": ("జిల్లా",), "pin": ("పిన్ కోడ్", "పిన్‌కోడ్"), "roll": ("హాల్ టికెట్ నంబర్", "రోల్ నంబర్", "నమోదు సంఖ్య"), "address": ("చిరునామా",),
        "aadhaar": ("ఆధార్ నంబర్", "ఆధార్ సంఖ్య"), "remarks": ("వ్యాఖ్యలు",),
    },
    "kannada": {
        "serial": ("ಕ್ರ.ಸಂ.", "ಕ್ರಮ ಸಂಖ್ಯೆ"), "name": ("ವಿದ್ಯಾರ್ಥಿಯ ಹೆಸರು", "ಹೆಸರು", "ಅಭ್ಯರ್ಥಿಯ ಹೆಸರು"), "father": ("ತಂದೆಯ ಹೆಸರು",),
        "mobile": ("ಮೊಬೈಲ್ ಸಂಖ್ಯೆ", "ದೂರವಾಣಿ ಸಂಖ್ಯೆ", "ಮೊಬೈಲ್ ನಂಬರ್"), "email": ("ಇಮೇಲ್", "ಇ-ಮೇಲ್ ವಿಳಾಸ"), "born": ("ಹುಟ್ಟಿದ ದಿನಾಂಕ", "ಜನ್ಮ ದಿನಾಂಕ"),
        "gender": ("ಲಿಂಗ",), "category": ("ವರ್ಗ", "ಜಾತಿ"), "college": ("ಕಾಲೇಜಿನ ಹೆಸರು", "ಕಾಲೇಜು"), "state": ("ರಾಜ್ಯ",), "district": ("ಜಿಲ್ಲೆ",),
        "pin": ("ಪಿನ್ ಕೋಡ್", "ಪಿನ್‌ಕೋಡ್"), "roll": ("ನೋಂದಣಿ ಸಂಖ್ಯೆ", "ರೋಲ್ ನಂಬರ್"), "address": ("ವಿಳಾಸ",), "aadhaar": ("ಆಧಾರ್ ಸಂಖ್ಯೆ",),
        "remarks": ("ಷರಾ",),
    },
    "bengali": {
        "serial": ("ক্রমিক নং", "ক্রমিক সংখ্যা"), "name": ("ছাত্রের নাম", "নাম", "শিক্ষার্থীর নাম", "ছাত্র/ছাত্রীর নাম"), "father": ("পিতার নাম", "বাবার নাম"),
        "mobile": ("মোবাইল নম্বর", "ফোন নম্বর", "মোবাইল নং"), "email": ("ইমেইল", "ই-মেল"), "born": ("জন্ম তারিখ", "জন্মতারিখ"), "gender": ("লিঙ্গ",),
        "category": ("জাতি", "বর্গ"), "college": ("কলেজের নাম", "প্রতিষ্ঠানের নাম", "মহাবিদ্যালয়"), "state": ("রাজ্য",), "district": ("জেলা",),
        "pin": ("পিন কোড", "পিনকোড"), "roll": ("রোল নম্বর", "রেজিস্ট্রেশন নম্বর", "রোল নং"), "address": ("ঠিকানা",), "aadhaar": ("আধার নম্বর",),
        "remarks": ("মন্তব্য",),
    },
    "marathi": {
        "serial": ("अ.क्र.", "अनु. क्र."), "name": ("विद्यार्थ्याचे नाव", "नाव", "उमेदवाराचे नाव", "विद्यार्थ्याचे पूर्ण नाव"),
        "father": ("वडिलांचे नाव", "पित्याचे नाव"),
        "mobile": ("मोबाईल क्रमांक", "भ्रमणध्वनी क्रमांक", "मोबाईल नं."), "email": ("ई-मेल", "ईमेल पत्ता"),
        "born": ("जन्मतारीख", "जन्म दिनांक"), "gender": ("लिंग",),
        "category": ("प्रवर्ग", "जात प्रवर्ग"), "college": ("महाविद्यालयाचे नाव", "संस्थेचे नाव"), "state": ("राज्य",), "district": ("जिल्हा",),
        "pin": ("पिनकोड", "पिन कोड"), "roll": ("हजेरी क्रमांक", "परीक्षा क्रमांक", "नोंदणी क्रमांक"), "address": ("पत्ता",), "aadhaar": ("आधार क्रमांक",),
        "remarks": ("शेरा",),
    },
    "gujarati": {
        "serial": ("ક્રમ", "અનુ. નં."), "name": ("વિદ્યાર્થીનું નામ", "નામ", "ઉમેદવારનું નામ"), "father": ("પિતાનું નામ",),
        "mobile": ("મોબાઇલ નંબર", "મોબાઈલ નંબર", "ફોન નંબર"), "email": ("ઈમેલ", "ઇમેઇલ"), "born": ("જન્મ તારીખ",), "gender": ("લિંગ", "જાતિ (પુ/સ્ત્રી)"),
        "category": ("કેટેગરી", "જાતિ વર્ગ"), "college": ("કોલેજનું નામ", "સંસ્થાનું નામ"), "state": ("રાજ્ય",), "district": ("જિલ્લો",),
        "pin": ("પિન કોડ", "પિનકોડ"), "roll": ("રોલ નંબર", "નોંધણી નંબર"), "address": ("સરનામું",), "aadhaar": ("આધાર નંબર",), "remarks": ("નોંધ",),
    },
}  # fmt: skip

TITLES = (
    "AI Skilling Programme 2026", "List of Students enrolled under OpenAI Academy", "Enrolment list for the AI foundation course",
    "DIRECTORATE OF TECHNICAL EDUCATION", "Details of participants nominated for training", "STUDENT DATA SHEET",
    "छात्रों की सूची", "Annexure-II", "Nominal roll of candidates", "Batch-wise list of learners (provisional)",
)  # fmt: skip
SUBTITLES = (
    "Academic Year 2025-26", "Date: 12/10/2026", "Venue: Seminar Hall, Block B", "(To be submitted in triplicate)",
    "Ref. No. TE/AI/2026/118", "Centre Code: 0412", "As on 31.10.2026", "Semester V", "कार्यालय प्रधानाचार्य",
)  # fmt: skip
LABELS = (
    ("Name of the Centre:", "District Skill Centre"), ("Coordinator:", "Dr. S. Pillai"), ("Batch:", "AI-07"),
    ("Training Partner :", "Shiksha Foundation"), ("Contact :", "0471 2345678"), ("Duration:", "6 weeks"),
)  # fmt: skip
NOTES = (
    "Note: the above list is provisional.", "* Students marked with a star are repeaters", "Certified that the above details are correct.",
    "Source: college office records", "This is a computer generated list and needs no signature.", "N.B. Send corrections by Friday",
    "टिप्पणी: सूची अनंतिम है", "Please verify the mobile numbers before the course begins.", "Verified from the admission register",
)  # fmt: skip
SIGNATURES = (
    "Signature of Principal", "Principal", "HOD (CSE)", "Co-ordinator", "Prepared by", "Checked by", "Seal and Signature",
    "प्रधानाचार्य के हस्ताक्षर", "Director", "(Dr. A. K. Tiwari)",
)  # fmt: skip
SECTIONS = ("Batch A", "Section B", "II Year", "Morning Shift", "Group 3", "Semester V", "Batch - 2", "Evening Batch")
GROUPS = {
    "personal": ("Personal Details", "Student Details", "PERSONAL INFORMATION", "Details of the Candidate"),
    "contact": ("Contact Details", "Contact", "Contact Information", "Communication"),
    "study": ("Academic Details", "Education", "College Information", "Academic"),
}
UNITS = {
    "serial": "", "name": "(as per 10th certificate)", "mobile": "(10 digits)", "born": "(dd/mm/yyyy)", "gender": "(M/F/T)",
    "pin": "(6 digits)", "email": "(in small letters)", "category": "(SC/ST/OBC/GEN)", "roll": "(university)", "college": "(full name)",
    "father": "(in capital letters)", "state": "", "district": "", "marks": "(out of 100)",
}  # fmt: skip
