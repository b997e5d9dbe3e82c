"""Closed lists that several nouns share (gender, category, status words); refuses values that the programme has not agreed on.

Codes are stored; synonyms are what real lists write. Gender is never guessed from a name.
"""

from __future__ import annotations

from typing import Final

from skilling.domain.fields import Choice, Tone, headings

GENDERS: Final = (
    Choice(
        "F",
        "Female",
        "महिला",
        headings("""
            f; w; woman; women; girl; femal; femle; fem; mahila; stri; lady; ladies; स्त्री; म; महिला; छात्रा; लड़की;
            बालिका; பெண்; స్త్రీ; మహిళ; ఆడ; ಮಹಿಳೆ; ಸ್ತ್ರೀ; ಹೆಣ್ಣು; মহিলা; স্ত্রী; સ્ત્રી; મહિલા; സ്ത്രീ; ਔਰਤ; ਇਸਤਰੀ;
            ମହିଳା; ms; mrs; kumari; smt
        """),
    ),
    Choice(
        "M",
        "Male",
        "पुरुष",
        headings("""
            m; man; boy; mail; purush; gents; gent; पु; पुरूष; छात्र; लड़का; बालक; ஆண்; పురుషుడు; పురుష; మగ; ಪುರುಷ;
            ಗಂಡು; পুরুষ; પુરુષ; പുരുഷൻ; പുരുഷന്‍; ਪੁਰਸ਼; ਮਰਦ; ପୁରୁଷ; mr; shri
        """),
    ),
    Choice(
        "T",
        "Transgender",
        "ट्रांसजेंडर",
        headings("""
            t; tg; trans; third gender; others; other; o; किन्नर; अन्य
        """),
    ),
    Choice("X", "Not stated", "अघोषित", ("x", "ns", "prefer not to say", "not disclosed")),
)

# Category lists differ by scheme (PM-DAKSH adds DNT and Safai Karamchari), so the order here is only that of the pack.
CATEGORIES: Final = (
    Choice(
        "SC",
        "SC",
        "अनुसूचित जाति",
        headings("""
            scheduled caste; schedule caste; scheduled castes; s.c.; एससी; अनु जाति; अजा; अ.जा.; sc (scheduled caste)
        """),
    ),
    Choice(
        "ST",
        "ST",
        "अनुसूचित जनजाति",
        ("scheduled tribe", "schedule tribe", "scheduled tribes", "s.t.", "एसटी", "अनु जनजाति", "अजजा", "अ.ज.जा."),
    ),
    Choice(
        "OBC",
        "OBC",
        "अन्य पिछड़ा वर्ग",
        headings("""
            other backward class; other backward classes; other backward caste; other backward castes; obc non creamy
            layer; non creamy layer; obc creamy layer; ओबीसी; obc-a; obc-b; bc-i; bc-ii; bcm; mbc/dnc; dnc; vjnt; vj;
            nt; nt-a; nt-b; nt-c; nt-d; sbc; cat-1; category 1; o.b.c.; obc ncl; obc-ncl; obc cl; bc; bca; bcb; bc-a;
            bc-b; bc-c; bc-d; bc-e; mbc; sebc; ebc; अपिव; पिछड़ा वर्ग; 2a; 2b; 3a; 3b
        """),
    ),
    Choice(
        "EWS",
        "EWS",
        "आर्थिक रूप से कमजोर वर्ग",
        (
            "economically weaker section",
            "economically weaker sections",
            "economic weaker section",
            "ईडब्ल्यूएस",
            "gen-ews",
            "general ews",
            "ews (general)",
        ),
    ),
    Choice(
        "GEN",
        "General",
        "सामान्य",
        headings("""
            gen; gn; gnl; genral; ur; unreserved; open; oc; gm; fc; forward; forward caste; general; सामान्य; अनारक्षित;
            जनरल
        """),
    ),
    Choice("NS", "Not stated", "अघोषित", ("ns", "not disclosed", "not to disclose", "prefer not to say")),
)

YES_NO: Final = (
    Choice("Y", "Yes", "हाँ", ("y", "yes", "true", "1", "हां", "जी हाँ")),
    Choice("N", "No", "नहीं", ("n", "no", "false", "0", "none", "nil", "na", "नही")),
    Choice("NS", "Not stated", "अघोषित", ("ns",)),
)

DISABILITY: Final = (
    Choice(
        "Y",
        "Yes",
        "हाँ",
        (*YES_NO[0].synonyms, "pwd", "pwbd", "ph", "divyang", "divyangjan", "disabled", "handicapped", "physically challenged", "दिव्यांग",
         "विकलांग"),
    ),
    Choice(
        "N",
        "No",
        "नहीं",
        (*YES_NO[1].synonyms, "not applicable", "no disability", "not disabled", "non pwd", "not pwd", "non divyang", "normal", "abled",
         "able bodied", "no disabilities", "सामान्य"),
    ),
    YES_NO[2],
)  # fmt: skip
"""As `YES_NO`, with what lists write where they ask for a disability."""

MODES: Final = (
    Choice("in_person", "In person", "प्रत्यक्ष", ("offline", "classroom", "physical", "f2f", "in-person")),
    Choice("online", "Online", "ऑनलाइन", ("virtual", "remote", "distance")),
    Choice("hybrid", "Hybrid", "मिश्रित", ("blended", "mixed")),
)

PROGRAMME_STATUSES: Final = (
    Choice("planned", "Planned", "नियोजित", (), Tone.INFO),
    Choice("running", "Running", "जारी", (), Tone.GOOD),
    Choice("closed", "Closed", "समाप्त"),
)

COHORT_STATUSES: Final = (
    Choice("draft", "Draft", "प्रारूप", ("planned",)),
    Choice("open", "Open", "खुला", ("admission open", "registration open"), Tone.INFO),
    Choice("running", "Running", "जारी", ("active", "ongoing", "in progress"), Tone.GOOD),
    Choice("closed", "Closed", "समाप्त", ("completed", "finished", "over")),
    Choice("archived", "Archived", "संग्रहित"),
    Choice("cancelled", "Cancelled", "रद्द", ("canceled",), Tone.BAD),
)

ENROLMENT_STATUSES: Final = (
    Choice("applied", "Applied", "आवेदित", ("application received", "registered"), Tone.INFO),
    Choice("shortlisted", "Shortlisted", "चयन सूची में", ("short listed",), Tone.INFO),
    Choice("waitlisted", "Waitlisted", "प्रतीक्षा सूची में", ("waiting", "wait list", "waiting list"), Tone.WARN),
    Choice("enrolled", "Enrolled", "नामांकित", ("enroled", "admitted", "joined", "selected"), Tone.WARN),
    Choice(
        "active",
        "Active",
        "सक्रिय",
        ("started", "ongoing", "in progress", "studying", "attending", "continuing", "pursuing", "under training"),
        Tone.INFO,
    ),
    Choice("completed", "Completed", "पूर्ण", ("complete", "trained", "finished", "course completed"), Tone.GOOD),
    Choice("certified", "Certified", "प्रमाणित", ("certificate issued", "passed"), Tone.GOOD),
    Choice("not_certified", "Not certified", "अप्रमाणित", ("failed", "not passed", "fail"), Tone.WARN),
    Choice(
        "dropped",
        "Dropped out",
        "बीच में छोड़ा",
        ("dropped", "dropout", "drop out", "discontinued", "left"),
        Tone.BAD,
    ),
    Choice("withdrawn", "Withdrawn", "वापस लिया", ("withdrew", "cancelled"), Tone.BAD),
    Choice("transferred", "Transferred", "स्थानांतरित", ("moved",)),
    Choice("rejected", "Rejected", "अस्वीकृत", ("not selected", "ineligible"), Tone.BAD),
)

LEARNER_TYPES: Final = (
    Choice("student", "Student", "छात्र", ("learner", "pursuing", "ug student", "pg student", "school student")),
    Choice("teacher", "Teacher", "शिक्षक", ("faculty", "professor", "lecturer", "educator", "अध्यापक")),
    Choice(
        "official",
        "Government official",
        "सरकारी अधिकारी",
        ("government", "civil servant", "govt", "govt official"),
    ),
    Choice(
        "professional",
        "Working professional",
        "पेशेवर",
        ("developer", "employee", "working", "employed", "engineer"),
    ),
    Choice("founder", "Startup founder", "स्टार्टअप संस्थापक", ("entrepreneur", "startup")),
    Choice("ngo", "Non-profit worker", "गैर-लाभकारी कर्मी", ("ngo", "non profit", "nonprofit")),
    Choice("msme", "MSME", "एमएसएमई", ("small business", "self employed")),
    Choice("job_seeker", "Job seeker", "रोज़गार खोजी", ("unemployed", "fresher")),
)

EDUCATION_LEVELS: Final = (
    Choice("below_10", "Below class 10", "कक्षा 10 से कम", ("8th", "9th", "below 10th")),
    Choice("class_10", "Class 10", "कक्षा 10", ("10th", "ssc", "sslc", "matric", "x")),
    Choice("class_12", "Class 12", "कक्षा 12", ("12th", "hsc", "intermediate", "puc", "xii", "10+2")),
    Choice("diploma", "ITI or diploma", "आईटीआई या डिप्लोमा", ("iti", "polytechnic", "diploma")),
    Choice(
        "graduate",
        "Graduate",
        "स्नातक",
        headings("""
            ug; btech; b.tech; be; b.e.; bsc; b.sc; bca; bcom; b.com; ba; b.a; bachelor; bba
        """),
    ),
    Choice(
        "postgraduate",
        "Postgraduate",
        "स्नातकोत्तर",
        headings("""
            pg; mtech; m.tech; me; msc; m.sc; mca; mba; mcom; ma; m.a; master
        """),
    ),
    Choice("doctorate", "Doctorate", "डॉक्टरेट", ("phd", "ph.d", "doctoral")),
)

INSTITUTION_KINDS: Final = (
    Choice("college", "College", "महाविद्यालय", ("engineering college", "degree college")),
    Choice("university", "University", "विश्वविद्यालय"),
    Choice("school", "School", "विद्यालय"),
    Choice("iti", "ITI or polytechnic", "आईटीआई या पॉलिटेक्निक", ("iti", "polytechnic")),
    Choice("partner", "Training partner", "प्रशिक्षण भागीदार", ("training centre", "training center", "ngo")),
    Choice("office", "Government office", "सरकारी कार्यालय"),
)

STARTUP_STAGES: Final = (
    Choice("idea", "Idea", "विचार", ("ideation", "concept"), Tone.INFO),
    Choice("prototype", "Prototype", "प्रोटोटाइप", ("mvp", "poc", "proof of concept"), Tone.INFO),
    Choice("early", "Early revenue", "आरंभिक राजस्व", ("pre-seed", "early traction", "seed", "revenue"), Tone.GOOD),
    Choice("growth", "Growth", "विकास", ("scaling", "series a", "series b", "scale"), Tone.GOOD),
    Choice("graduated", "Graduated", "उत्तीर्ण", ("alumni", "exited"), Tone.PLAIN),
    Choice("closed", "Closed", "बंद", ("shut down", "defunct"), Tone.BAD),
)

RESOURCE_KINDS: Final = (
    Choice("course", "Course", "पाठ्यक्रम", ("mooc", "module", "curriculum")),
    Choice("video", "Video", "वीडियो", ("recording", "webinar recording")),
    Choice("document", "Document", "दस्तावेज़", ("pdf", "handbook", "notes", "guide", "article", "book")),
    Choice("notebook", "Notebook or code", "नोटबुक या कोड", ("lab", "colab", "repository", "exercise")),
    Choice("dataset", "Dataset", "डेटासेट", ("data",)),
    Choice("tool", "Tool", "उपकरण", ("software", "app")),
)

GRANT_UNITS: Final = (
    Choice("usd", "US$ of API credit", "यूएस$ एपीआई क्रेडिट", ("usd", "us$", "dollar", "credits", "api credits")),
    Choice(
        "seat_month",
        "Seat-months",
        "सीट-माह",
        ("seat", "seats", "licence", "license", "seat month", "seat-month"),
    ),
    Choice("gpu_hour", "GPU-hours", "जीपीयू-घंटे", ("gpu", "gpu hours", "gpu hour", "compute hours")),
)

GRANT_STATUSES: Final = (
    Choice("requested", "Requested", "अनुरोधित", ("applied", "pending"), Tone.INFO),
    Choice("approved", "Approved", "स्वीकृत", ("sanctioned",), Tone.INFO),
    Choice("rejected", "Rejected", "अस्वीकृत", (), Tone.BAD),
    Choice("cancelled", "Cancelled", "रद्द", (), Tone.BAD),
    Choice("issued", "Issued", "जारी किया", ("granted", "allotted"), Tone.WARN),
    Choice("active", "Active", "सक्रिय", ("in use",), Tone.GOOD),
    Choice("exhausted", "Exhausted", "समाप्त", ("used up",)),
    Choice("expired", "Expired", "कालातीत", (), Tone.BAD),
    Choice("revoked", "Revoked", "निरस्त", (), Tone.BAD),
)
