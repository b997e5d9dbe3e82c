"""Developers: the people being skilled, each field declared once; has no place for government identity numbers."""

from __future__ import annotations

from datetime import date
from typing import Final

from skilling.domain.fields import Kind, headings
from skilling.domain.fieldsets import Fieldset, Noun, declared
from skilling.domain.lists import CATEGORIES, EDUCATION_LEVELS, GENDERS, LEARNER_TYPES, YES_NO

CONTACT, ABOUT, STUDY = "Contact", "About", "Study and work"


class DeveloperFields(Fieldset):
    """What is kept of a person. Only the name is required: many people have one name, no e-mail, or no phone of their own."""

    full_name: str = declared(
        "Name",
        "नाम",
        Kind.NAME,
        required=True,
        personal=True,
        max_length=200,
        width=200,
        example="Asha Rao",
        synonyms=headings("""
            name; full name; student name; name of student; name of the student; students name; student full
            name; candidate name; name of candidate; name of the candidate; participant name; name of
            participant; name of the participant; learner name; trainee name; name of trainee; beneficiary
            name; applicant name; name of applicant; attendee name; member name; employee name; teacher
            name; name of teacher; faculty name; participant; candidate; student; names; your name; name in
            full; name in block letters; name as per records; name as per certificate; name as per 10th;
            name as per aadhaar; name of beneficiary; developer name; नाम; पूरा नाम; छात्र का नाम; छात्रा का
            नाम; छात्र/छात्रा का नाम; विद्यार्थी का नाम; विद्यार्थी नाम; अभ्यर्थी का नाम; प्रतिभागी का नाम;
            प्रशिक्षार्थी का नाम; आवेदक का नाम; लाभार्थी का नाम; शिक्षक का नाम; विद्यार्थ्याचे नाव; पूर्ण
            नाव; नाव; பெயர்; மாணவர் பெயர்; முழுப் பெயர்; పేరు; విద్యార్థి పేరు; పూర్తి పేరు; ಹೆಸರು;
            ವಿದ್ಯಾರ್ಥಿ ಹೆಸರು; ವಿದ್ಯಾರ್ಥಿಯ ಹೆಸರು; নাম; ছাত্রের নাম; শিক্ষার্থীর নাম; નામ; વિદ્યાર્થીનું નામ;
            പേര്; ਨਾਮ; ନାମ; மாணவரின் பெயர்; மாணவியின் பெயர்; விண்ணப்பதாரர் பெயர்;
            பயிற்சியாளர் பெயர்; విద్యార్థి పూర్తి పేరు; విద్యార్థిని పేరు; అభ్యర్థి పేరు; దరఖాస్తుదారు పేరు;
            ಅಭ್ಯರ್ಥಿಯ ಹೆಸರು; ಪೂರ್ಣ ಹೆಸರು; ವಿದ್ಯಾರ್ಥಿನಿಯ ಹೆಸರು; ಅರ್ಜಿದಾರರ ಹೆಸರು; পুরো নাম; ছাত্রীর নাম;
            ছাত্র/ছাত্রীর নাম; ছাত্রছাত্রীর নাম; পরীক্ষার্থীর নাম; প্রার্থীর নাম; আবেদনকারীর নাম; उमेदवाराचे नाव;
            विद्यार्थ्याचे पूर्ण नाव; विद्यार्थिनीचे नाव; विद्यार्थी नाव; अर्जदाराचे नाव; प्रशिक्षणार्थ्याचे नाव;
            संपूर्ण नाव; प्रशिक्षणार्थी का नाम; પૂરું નામ; ઉમેદવારનું નામ; વિદ્યાર્થીનીનું નામ; અરજદારનું નામ;
            તાલીમાર્થીનું નામ
        """),
    )
    name_hi: str | None = declared(
        "Name in Hindi",
        "हिंदी में नाम",
        Kind.NAME,
        personal=True,
        max_length=200,
        listed=False,
        synonyms=headings("""
            name in hindi; hindi name; name hindi; name (hindi); student name in hindi; name in devanagari;
            नाम हिंदी में; नाम (हिंदी); हिंदी नाम; हिंदी में नाम
        """),
    )
    mobile: str | None = declared(
        "Mobile",
        "मोबाइल",
        Kind.MOBILE,
        personal=True,
        index=True,
        example="+91 98450 12345",
        group=CONTACT,
        width=150,
        synonyms=headings("""
            mobile; mobile no; mobile number; mob; mob no; phone; phone no; phone number; ph no; ph;
            contact; contact no; contact number; contact details; whatsapp; whatsapp no; whatsapp number;
            whatsapp mobile no; cell; cell no; cell number; student mobile no; student phone; mobile no of
            student; mobile no whatsapp; registered mobile no; personal mobile no; telephone; tel no; mobile
            1; phone 1; mobile no 1; primary mobile; मोबाइल; मोबाइल नंबर; मोबाइल नं; मोबाइल संख्या; मो नं;
            मो; दूरभाष; दूरभाष संख्या; फोन; फोन नंबर; संपर्क नंबर; संपर्क; व्हाट्सएप नंबर; भ्रमणध्वनी;
            भ्रमणध्वनी क्रमांक; मोबाईल; मोबाईल नंबर; மொபைல் எண்; கைபேசி எண்; அலைபேசி; தொலைபேசி எண்; మొబైల్
            నంబర్; ఫోన్ నంబర్; ఫోన్; ಮೊಬೈಲ್ ಸಂಖ್ಯೆ; ದೂರವಾಣಿ ಸಂಖ್ಯೆ; ಮೊಬೈಲ್; মোবাইল নম্বর; ফোন নম্বর; মোবাইল;
            મોબાઇલ નંબર; મોબાઈલ; மொபைல்; செல்பேசி எண்; அலைபேசி எண்; கைபேசி; தொடர்பு எண்; வாட்ஸ்அப் எண்;
            మొబైల్; మొబైల్ నెంబర్; మొబైల్ సంఖ్య; ఫోన్ నెంబర్; ఫోన్ సంఖ్య; చరవాణి; చరవాణి సంఖ్య; దూరవాణి సంఖ్య;
            సెల్ నంబర్; వాట్సాప్ నంబర్; ಮೊಬೈಲ್ ನಂಬರ್; ಫೋನ್ ಸಂಖ್ಯೆ; ಫೋನ್ ನಂಬರ್; ದೂರವಾಣಿ; ಸಂಪರ್ಕ ಸಂಖ್ಯೆ;
            ವಾಟ್ಸಾಪ್ ಸಂಖ್ಯೆ; মোবাইল নং; মোবাইল নাম্বার; ফোন; ফোন নং; দূরভাষ; যোগাযোগ নম্বর; হোয়াটসঅ্যাপ নম্বর;
            मोबाईल क्रमांक; मोबाइल क्रमांक; दूरध्वनी; दूरध्वनी क्रमांक; संपर्क क्रमांक; फोन नं; મોબાઇલ; મોબાઈલ નંબર;
            મોબાઇલ નં; ફોન; ફોન નંબર; ફોન નં; સંપર્ક નંબર; વોટ્સએપ નંબર
        """),
    )
    email: str | None = declared(
        "Email",
        "ईमेल",
        Kind.EMAIL,
        personal=True,
        index=True,
        example="asha@example.in",
        group=CONTACT,
        width=220,
        synonyms=headings("""
            email; email id; mail id; email address; mail; gmail; gmail id; e mail; e mail id; student
            email; student email id; personal email; official email; primary email; ईमेल; ईमेल आईडी; ई मेल;
            ई मेल आईडी; ईमेल पता; மின்னஞ்சல்; ఈమెయిల్; ಇಮೇಲ್; ইমেইল; ઈમેલ; மின்னஞ்சல் முகவரி; ఇమెయిల్; ఈ మెయిల్;
            ఇ మెయిల్; మెయిల్ ఐడి; ಇ ಮೇಲ್; ಇ ಮೇಲ್ ವಿಳಾಸ; ಇಮೇಲ್ ವಿಳಾಸ; ಮಿಂಚಂಚೆ; ই মেইল; ই মেল; ইমেল; ইমেল আইডি;
            ईमेल पत्ता; ई मेल पत्ता; इमेल; ઇમેઇલ; ઈ મેલ; ઇ મેઇલ; ઈમેઈલ; ઈમેલ આઈડી
        """),
    )
    gender: str | None = declared(
        "Gender",
        "लिंग",
        Kind.CHOICE,
        choices=GENDERS,
        group=ABOUT,
        width=100,
        help="As the person stated it; never guessed from the name.",
        synonyms=headings("""
            gender; sex; m/f; male/female; gender (m/f); gender m/f/t; gender m f o; लिंग; लिंग (पु/म);
            पुरुष/महिला; பாலினம்; లింగం; ಲಿಂಗ; লিঙ্গ; જાતિ (પુ/સ્ત્રી); பால்; பாலினம் (ஆண்/பெண்); ఆడ/మగ; పురుష/స్త్రీ;
            ಗಂಡು/ಹೆಣ್ಣು; ಪುರುಷ/ಮಹಿಳೆ; পুরুষ/মহিলা; पुरुष/स्त्री; स्त्री/पुरुष; લિંગ; પુરુષ/સ્ત્રી; સ્ત્રી/પુરુષ
        """),
    )
    born_on: date | None = declared(
        "Date of birth",
        "जन्म तिथि",
        Kind.DATE,
        personal=True,
        group=ABOUT,
        width=130,
        example="05/09/2004",
        synonyms=headings("""
            dob; date of birth; birth date; birthdate; birthday; born on; dob (dd/mm/yyyy); date of birth dd
            mm yyyy; dob as per 10th; जन्म तिथि; जन्म तारीख; जन्मदिन; जन्म दिनांक; जन्म की तारीख; जन्मतारीख;
            பிறந்த தேதி; పుట్టిన తేదీ; పుట్టిన తేది; జన్మ తేదీ; ಹುಟ್ಟಿದ ದಿನಾಂಕ; ಜನ್ಮ ದಿನಾಂಕ; জন্ম তারিখ;
            জন্মতারিখ; જન્મ તારીખ; பிறந்த நாள்; பிறந்தநாள்; பிறந்த திகதி; పుట్టినరోజు; జన్మ తేది; పుట్టిన రోజు;
            ಜನ್ಮದಿನಾಂಕ; ಹುಟ್ಟಿದ ತಾರೀಖು; ಜನನ ದಿನಾಂಕ; জন্মদিন; জন্মের তারিখ; जन्म दिनांक (dd/mm/yyyy); જન્મતારીખ; જન્મ દિવસ
        """),
    )
    category: str | None = declared(
        "Category",
        "वर्ग",
        Kind.CHOICE,
        choices=CATEGORIES,
        group=ABOUT,
        width=100,
        synonyms=headings("""
            category; social category; caste category; caste; community; reservation category; social group;
            category (sc/st/obc/gen); sc/st/obc/gen; sc/st/obc; cast; वर्ग; श्रेणी; जाति वर्ग; जाति; कोटि;
            प्रवर्ग; சமூகம்; சாதி பிரிவு; కులం; సామాజిక వర్గం; ವರ್ಗ; ಜಾತಿ ವರ್ಗ; শ্রেণী বিভাগ; இனம்; சாதி; இனப்பிரிவு;
            వర్గం; కుల వర్గం; కేటగిరీ; ಜಾತಿ; ಪ್ರವರ್ಗ; জাতি; বর্গ; জাতিগত শ্রেণী; ক্যাটাগরি; जात; जात प्रवर्ग; जातीचा प्रवर्ग;
            સામાજિક વર્ગ; જાતિ વર્ગ; કેટેગરી; જ્ઞાતિ; વર્ગ (સામાજિક)
        """),
    )
    pwd: str | None = declared(
        "PwD",
        "दिव्यांग",
        Kind.CHOICE,
        choices=YES_NO,
        group=ABOUT,
        width=90,
        listed=False,
        help="Person with disability, as stated (RPwD Act 2016).",
        synonyms=headings("""
            pwd; pwd (yes/no); ph; phc; disability; disabled; divyang; divyangjan; person with disability;
            persons with disability; physically handicapped; differently abled; specially abled; whether
            pwd; is pwd; disability status; दिव्यांग; दिव्यांगता; विकलांग; क्या दिव्यांग हैं
        """),
    )
    minority: str | None = declared(
        "Minority",
        "अल्पसंख्यक",
        Kind.CHOICE,
        choices=YES_NO,
        group=ABOUT,
        width=90,
        listed=False,
        importable=False,
    )
    state_id: int | None = declared(
        "State/UT",
        "राज्य/केंद्र शासित प्रदेश",
        Kind.STATE,
        foreign_key="states.id",
        index=True,
        group=CONTACT,
        width=150,
        help="The developer's own state, not the place of training.",
        synonyms=headings("""
            state; state/ut; state or ut; state name; name of state; domicile state; home state; native
            state; state of domicile; state of residence; states; state union territory; राज्य; राज्य का
            नाम; प्रदेश; राज्य/केंद्र शासित प्रदेश; गृह राज्य; மாநிலம்; రాష్ట్రం; ರಾಜ್ಯ; রাজ্য; રાજ્ય;
            സംസ്ഥാനം; மாநிலத்தின் பெயர்; రాష్ట్రము; రాష్ట్రం పేరు; ರಾಜ್ಯದ ಹೆಸರು; রাজ্যের নাম; राज्याचे नाव; રાજ્યનું નામ
        """),
    )
    district_id: int | None = declared(
        "District",
        "ज़िला",
        Kind.DISTRICT,
        foreign_key="districts.id",
        group=CONTACT,
        width=150,
        synonyms=headings("""
            district; dist; distt; district name; name of district; home district; native district; district
            of residence; domicile district; ज़िला; जिला; जिले का नाम; जनपद; जिल्हा; மாவட்டம்; జిల్లా;
            ಜಿಲ್ಲೆ; জেলা; જિલ્લો; ജില്ല; மாவட்டத்தின் பெயர்; జిల్లా పేరు; ಜಿಲ್ಲೆಯ ಹೆಸರು; জেলার নাম; जिल्ह्याचे नाव;
            જિલ્લાનું નામ; જીલ્લો
        """),
    )
    pin: str | None = declared(
        "PIN code",
        "पिन कोड",
        Kind.PIN,
        group=CONTACT,
        listed=False,
        width=90,
        example="560001",
        synonyms=headings("""
            pin; pin code; pincode; postal code; postcode; post code; zip; zip code; zipcode; area pin; पिन
            कोड; पिनकोड; पिन; அஞ்சல் குறியீடு; பின்கோடு; పిన్ కోడ్; ಪಿನ್ ಕೋಡ್; পিন কোড; પિન કોડ; பின் கோடு;
            அஞ்சல் எண்; அஞ்சல் குறியீட்டு எண்; పిన్‌కోడ్; తపాలా కోడ్; ಪಿನ್‌ಕೋಡ್; ಅಂಚೆ ಸೂಚ್ಯಂಕ; পিনকোড; পিন নম্বর; পিন;
            पिन क्रमांक; પિનકોડ; પિન
        """),
    )
    institution_id: int | None = declared(
        "Institution",
        "संस्थान",
        Kind.LINK,
        link="institution",
        foreign_key="institutions.id",
        index=True,
        group=STUDY,
        width=240,
        synonyms=headings("""
            institution; institution name; name of institution; name of the institution; college; college
            name; name of college; name of the college; college/university; college/institution;
            college/institute; institute; institute name; name of institute; name of the institute;
            institute/college; university; university name; university/college; school; school name; name of
            school; name of the school; organisation; organization; organisation name; organization name;
            name of organisation; company; company name; employer; iti name; training centre; training
            center; centre name; center name; tc name; campus; school info / name; college details / name;
            संस्थान; संस्थान का नाम; संस्था; संस्था का नाम; महाविद्यालय; महाविद्यालय का नाम; कॉलेज; कॉलेज का
            नाम; विद्यालय; विद्यालय का नाम; विश्वविद्यालय; महाविद्यालयाचे नाव; शाळेचे नाव; கல்லூரி; கல்லூரி
            பெயர்; நிறுவனம்; కళాశాల; కళాశాల పేరు; ಕಾಲೇಜು; ಕಾಲೇಜಿನ ಹೆಸರು; কলেজের নাম; প্রতিষ্ঠান; કોલેજનું
            નામ; கல்லூரியின் பெயர்; பள்ளி பெயர்; பல்கலைக்கழகம்; கல்வி நிறுவனம்; நிறுவனத்தின் பெயர்; సంస్థ పేరు; సంస్థ;
            పాఠశాల పేరు; విశ్వవిద్యాలయం; కాలేజీ; కాలేజీ పేరు; ಸಂಸ್ಥೆಯ ಹೆಸರು; ಸಂಸ್ಥೆ; ಶಾಲೆಯ ಹೆಸರು; ಮಹಾವಿದ್ಯಾಲಯ;
            ವಿಶ್ವವಿದ್ಯಾಲಯ; কলেজ; মহাবিদ্যালয়; মহাবিদ্যালয়ের নাম; প্রতিষ্ঠানের নাম; বিদ্যালয়ের নাম; বিশ্ববিদ্যালয়;
            संस्थेचे नाव; शाळा; विद्यापीठ; महाविद्यालयाचे नांव; સંસ્થાનું નામ; સંસ્થા; કોલેજ; શાળાનું નામ;
            મહાવિદ્યાલય; યુનિવર્સિટી
        """),
    )
    roll_no: str | None = declared(
        "Roll number",
        "अनुक्रमांक",
        Kind.CODE,
        personal=True,
        group=STUDY,
        width=130,
        synonyms=headings("""
            roll no; roll number; rollno; roll; enrolment no; enrollment no; enrolment number; enrollment
            number; enrolment id; enrollment id; registration no; registration number; registration id; reg
            no; regn no; regd no; regd number; register no; register number; regno; admission no; admission
            number; adm no; scholar no; student id; student id no; student code; student no; id no; id;
            learner id; candidate id; participant id; trainee id; application no; application number; hall
            ticket no; hall ticket number; htno; ht no; seat no; exam roll no; university roll no; class
            roll no; usn; prn; prn no; urn; gr no; sr code; unique id; employee id; emp id; emp code;
            अनुक्रमांक; रोल नंबर; रोल नं; नामांकन संख्या; नामांकन क्रमांक; पंजीकरण संख्या; पंजीयन क्रमांक;
            प्रवेश संख्या; प्रवेश क्रमांक; हजेरी क्रमांक; பதிவு எண்; சேர்க்கை எண்; హాల్ టికెట్ నంబర్; రోల్
            నంబర్; రిజిస్టర్ నంబర్; ನೋಂದಣಿ ಸಂಖ್ಯೆ; ರೋಲ್ ನಂಬರ್; রোল নম্বর; রোল নং; નોંધણી નંબર; தேர்வு எண்; பதிவெண்;
            வரிசைப் பதிவு எண்; மாணவர் எண்; రోల్ నెంబర్; నమోదు సంఖ్య; ప్రవేశ సంఖ్య; హాల్ టికెట్ సంఖ్య; రిజిస్ట్రేషన్ నంబర్;
            ನೋಂದಣಿ ಕ್ರಮಾಂಕ; ಕ್ರಮಾಂಕ ಸಂಖ್ಯೆ; ಪ್ರವೇಶ ಸಂಖ್ಯೆ; ಪರೀಕ್ಷಾ ಸಂಖ್ಯೆ; রেজিস্ট্রেশন নম্বর; রেজিস্ট্রেশন নং; নিবন্ধন নম্বর;
            রোল; नोंदणी क्रमांक; परीक्षा क्रमांक; आसन क्रमांक; बैठक क्रमांक; प्रवेश क्र; રોલ નંબર; રોલ નં; બેઠક નંબર;
            એનરોલમેન્ટ નંબર; પ્રવેશ નંબર
        """),
    )
    father_name: str | None = declared(
        "Father's or guardian's name",
        "पिता/अभिभावक का नाम",
        Kind.NAME,
        personal=True,
        group=ABOUT,
        listed=False,
        width=180,
        synonyms=headings("""
            father name; fathers name; father's name; name of father; father; father/husband name;
            father's/husband's name; father/guardian name; father or husband name; guardian name; guardians
            name; guardian; parent name; parents name; name of parent; name of guardian;
            husband name; husbands name; s/o; s/o d/o; s/o d/o w/o; son of; पिता का नाम; पिता; पिता/पति का
            नाम; पिता/अभिभावक का नाम; अभिभावक का नाम; पति का नाम; वडिलांचे नाव; தந்தை பெயர்; தந்தையின்
            பெயர்; తండ్రి పేరు; ತಂದೆಯ ಹೆಸರು; ತಂದೆ ಹೆಸರು; পিতার নাম; પિતાનું નામ; தந்தை/கணவர் பெயர்; பாதுகாவலர் பெயர்;
            கணவர் பெயர்; తండ్రి/భర్త పేరు; సంరక్షకుని పేరు; భర్త పేరు; ತಂದೆ/ಗಂಡನ ಹೆಸರು; ಪೋಷಕರ ಹೆಸರು; ಗಂಡನ ಹೆಸರು;
            বাবার নাম; পিতা/স্বামীর নাম; অভিভাবকের নাম; স্বামীর নাম; पित्याचे नाव; वडिलांचे/पतीचे नाव; पालकाचे नाव; पतीचे नाव;
            પિતા/પતિનું નામ; વાલીનું નામ; પતિનું નામ
        """),
    )
    learner_type: str | None = declared(
        "Learner type",
        "शिक्षार्थी प्रकार",
        Kind.CHOICE,
        choices=LEARNER_TYPES,
        group=STUDY,
        width=140,
        synonyms=headings("""
            learner type; type of learner; occupation; profession; participant type; type of participant;
            participant category; learner category; beneficiary type; current occupation;
            student/professional; working status; employment status; पेशा; व्यवसाय; शिक्षार्थी
            प्रकार; प्रतिभागी का प्रकार
        """),
    )
    education: str | None = declared(
        "Education",
        "शिक्षा",
        Kind.CHOICE,
        choices=EDUCATION_LEVELS,
        group=STUDY,
        listed=False,
        synonyms=headings("""
            education; qualification; highest qualification; education level; educational qualification;
            highest education; education qualification; level of education; qualifications; शिक्षा; योग्यता;
            शैक्षणिक योग्यता; शैक्षिक योग्यता; शैक्षणिक पात्रता; கல்வித் தகுதி; విద్యార్హత; ವಿದ್ಯಾರ್ಹತೆ;
            শিক্ষাগত যোগ্যতা
        """),
    )


DEVELOPER: Final = Noun("developer", "developers", "Developer", "डेवलपर", "Developers", "डेवलपर", DeveloperFields, "full_name")

# What a report groups by: copied onto the enrolment when it is made, so that a later move or correction
# does not change figures already handed over.
FROZEN: Final = ("gender", "category", "pwd", "minority", "state_id", "district_id", "learner_type")

AGE_BANDS: Final = (("<18", 0, 17), ("18-24", 18, 24), ("25-34", 25, 34), ("35-44", 35, 44), ("45+", 45, 200))


def age_band(born_on: date | None, on: date) -> str | None:
    """The age band on a day; None where the date of birth is not known."""
    if born_on is None:
        return None
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next((band for band, low, high in AGE_BANDS if low <= age <= high), None)
