"""How lists head the columns that tell of people, field by field, in the languages and spellings they use; refuses to know any value.

Compared without case, spaces and marks. What only varies in how it is spelt or in whom it is about ('Candidate', 'Your') is
not listed: `importing.columns.headerwords` sees through that.
"""

from __future__ import annotations

from typing import Final

from skilling.domain.fields import headings

FULL_NAME: Final = headings("""
    selected candidates; selected students; list of candidates; list of students; list of participants; name list; namelist;
    candidates; students; participants; trainees; learners; applicants; beneficiaries; attendees; members; trainee;
    learner; applicant; beneficiary;
    name; full name; student name; name of student; name of the student; students name; student full name; candidate
    name; name of candidate; name of the candidate; participant name; name of participant; name of the participant;
    learner name; trainee name; name of trainee; beneficiary name; applicant name; name of applicant; attendee name;
    member name; employee name; teacher name; name of teacher; faculty name; participant; candidate; student; names;
    awarded to; your name; name in full; name in block letters; name as per records; name as per certificate; name as per 10th;
    name as per aadhaar; name of beneficiary; developer name; नाम; पूरा नाम; छात्र का नाम; छात्रा का नाम; छात्र/छात्रा
    का नाम; विद्यार्थी का नाम; विद्यार्थी नाम; अभ्यर्थी का नाम; प्रतिभागी का नाम; प्रशिक्षार्थी का नाम; आवेदक का नाम;
    लाभार्थी का नाम; शिक्षक का नाम; विद्यार्थ्याचे नाव; पूर्ण नाव; नाव; பெயர்; மாணவர் பெயர்; முழுப் பெயர்; పేరు;
    విద్యార్థి పేరు; పూర్తి పేరు; ಹೆಸರು; ವಿದ್ಯಾರ್ಥಿ ಹೆಸರು; ವಿದ್ಯಾರ್ಥಿಯ ಹೆಸರು; নাম; ছাত্রের নাম; শিক্ষার্থীর নাম; નામ;
    વિદ્યાર્થીનું નામ; പേര്; ਨਾਮ; ନାମ; மாணவரின் பெயர்; மாணவியின் பெயர்; விண்ணப்பதாரர் பெயர்; பயிற்சியாளர் பெயர்;
    విద్యార్థి పూర్తి పేరు; విద్యార్థిని పేరు; అభ్యర్థి పేరు; దరఖాస్తుదారు పేరు; ಅಭ್ಯರ್ಥಿಯ ಹೆಸರು; ಪೂರ್ಣ ಹೆಸರು;
    ವಿದ್ಯಾರ್ಥಿನಿಯ ಹೆಸರು; ಅರ್ಜಿದಾರರ ಹೆಸರು; পুরো নাম; ছাত্রীর নাম; ছাত্র/ছাত্রীর নাম; ছাত্রছাত্রীর নাম; পরীক্ষার্থীর
    নাম; প্রার্থীর নাম; আবেদনকারীর নাম; उमेदवाराचे नाव; विद्यार्थ्याचे पूर्ण नाव; विद्यार्थिनीचे नाव; विद्यार्थी नाव;
    अर्जदाराचे नाव; प्रशिक्षणार्थ्याचे नाव; संपूर्ण नाव; प्रशिक्षणार्थी का नाम; પૂરું નામ; ઉમેદવારનું નામ;
    વિદ્યાર્થીનીનું નામ; અરજદારનું નામ; તાલીમાર્થીનું નામ; attendee; attendee full name; name of person; person name;
    విద్యార్థుల పేర్లు; మాണവరి పేరు; user full name; username (full); nominee name; name of nominee; name of
    student/faculty; naam; nam; pura naam; poora naam; pura nam; chhatra ka naam; vidyarthi ka naam; abhyarthi ka
    naam; mera naam; aapka naam; प्रशिक्षु का नाम; हितग्राही का नाम; कर्मचारी का नाम; अधिकारी का नाम; सहभागी का नाम;
    प्रशिक्षणार्थीचे नाव; सहभागीचे नाव; വിദ്യാർത്ഥിയുടെ പേര്; മുഴുവൻ പേര്; പൂർണ്ണ നാമം; അപേക്ഷകന്റെ പേര്; പഠിതാവിന്റെ
    പേര്; ਵਿਦਿਆਰਥੀ ਦਾ ਨਾਮ; ਵਿਦਿਆਰਥੀ ਦਾ ਨਾਂ; ਪੂਰਾ ਨਾਮ; ਨਾਂ; ਉਮੀਦਵਾਰ ਦਾ ਨਾਮ; ਸਿਖਿਆਰਥੀ ਦਾ ਨਾਮ; ଛାତ୍ରଙ୍କ ନାମ; ଛାତ୍ରୀଙ୍କ
    ନାମ; ଛାତ୍ର/ଛାତ୍ରୀଙ୍କ ନାମ; ପୂରା ନାମ; ପ୍ରାର୍ଥୀଙ୍କ ନାମ; ଶିକ୍ଷାର୍ଥୀଙ୍କ ନାମ; প্রশিক্ষণার্থীর নাম; শিক্ষার্থীর পুরো নাম;
    সম্পূর্ণ নাম; নামঃ; ছাত্ৰৰ নাম; সম্পূৰ্ণ নাম; نام; طالب علم کا نام; پورا نام; பயிலுநர் பெயர்; மாணவரின் முழு பெயர்;
    అభ్యర్థి పూర్తి పేరు; శిక్షణార్థి పేరు; ಅಭ್ಯರ್ಥಿಯ ಪೂರ್ಣ ಹೆಸರು; ತರಬೇತುದಾರರ ಹೆಸರು; વિદ્યાર્થીનું પૂરું નામ
""")

NAME_HI: Final = headings("""
    name in hindi; hindi name; name hindi; name (hindi); student name in hindi; name in devanagari;
    नाम हिंदी में; नाम (हिंदी); हिंदी नाम; हिंदी में नाम
""")

MOBILE: Final = headings("""
    mobile; contact 1; primary contact; contact 1 no; contact no 1; mobile no; mobile number; mob; mob no; phone;
    phone no; phone number; ph no; ph; contact; contact no; contact number; contact details; whatsapp; whatsapp no;
    whatsapp number; whatsapp mobile no; cell; cell no; cell number; student mobile no; student phone; mobile no of
    student; mobile no whatsapp; registered mobile no; personal mobile no; telephone; tel no; mobile 1; phone 1;
    mobile no 1; primary mobile; मोबाइल; मोबाइल नंबर; मोबाइल नं; मोबाइल संख्या; मो नं; मो; दूरभाष; दूरभाष संख्या; फोन;
    फोन नंबर; संपर्क नंबर; संपर्क; व्हाट्सएप नंबर; भ्रमणध्वनी; भ्रमणध्वनी क्रमांक; मोबाईल; मोबाईल नंबर; மொபைல் எண்;
    கைபேசி எண்; அலைபேசி; தொலைபேசி எண்; మొబైల్ నంబర్; ఫోన్ నంబర్; ఫోన్; ಮೊಬೈಲ್ ಸಂಖ್ಯೆ; ದೂರವಾಣಿ ಸಂಖ್ಯೆ; ಮೊಬೈಲ್; মোবাইল
    নম্বর; ফোন নম্বর; মোবাইল; મોબાઇલ નંબર; મોબાઈલ; மொபைல்; செல்பேசி எண்; அலைபேசி எண்; கைபேசி; தொடர்பு எண்; வாட்ஸ்அப்
    எண்; మొబైల్; మొబైల్ నెంబర్; మొబైల్ సంఖ్య; ఫోన్ నెంబర్; ఫోన్ సంఖ్య; చరవాణి; చరవాణి సంఖ్య; దూరవాణి సంఖ్య; సెల్
    నంబర్; వాట్సాప్ నంబర్; ಮೊಬೈಲ್ ನಂಬರ್; ಫೋನ್ ಸಂಖ್ಯೆ; ಫೋನ್ ನಂಬರ್; ದೂರವಾಣಿ; ಸಂಪರ್ಕ ಸಂಖ್ಯೆ; ವಾಟ್ಸಾಪ್ ಸಂಖ್ಯೆ; মোবাইল নং;
    মোবাইল নাম্বার; ফোন; ফোন নং; দূরভাষ; যোগাযোগ নম্বর; হোয়াটসঅ্যাপ নম্বর; मोबाईल क्रमांक; मोबाइल क्रमांक; दूरध्वनी;
    दूरध्वनी क्रमांक; संपर्क क्रमांक; फोन नं; મોબાઇલ; મોબાઈલ નંબર; મોબાઇલ નં; ફોન; ફોન નંબર; ફોન નં; સંપર્ક નંબર;
    વોટ્સએપ નંબર; wa no; wa number; wtsp no; whats app no; handphone; calling no; tele no; cont no; contact num; mo
    no; mob nambar; mobile nambar; mobail; mobail no; mobile/landline; mobile no linked with aadhaar; aadhaar linked
    mobile; aadhaar linked mobile no; aadhar linked mobile no; मो न; मोबाइल नम्बर; मोबाईल नं; सम्पर्क नंबर; सम्पर्क;
    संपर्क सूत्र; व्हाट्सऐप नंबर; व्हाट्सएप; भ्रमणध्वनी क्र; दूरध्वनी क्र; தொலைபேசி; அலைபேசி இலக்கம்; ఫోన్ నెం; ఫోన్
    నెంబరు; సెల్ నెం; మొబైల్ నెం; ಮೊಬೈಲ್ ನಂ; ಫೋನ್ ನಂ; ಫೋನ್; মোবাইল নম্বৰ; ফোন নম্বৰ; ভ্ৰাম্যভাষ; મો નં; મો નંબર;
    മൊബൈൽ; മൊബൈൽ നമ്പർ; മൊബൈൽ നമ്പര്‍; ഫോൺ; ഫോൺ നമ്പർ; വാട്സ്ആപ്പ് നമ്പർ; ਮੋਬਾਈਲ; ਮੋਬਾਈਲ ਨੰਬਰ; ਮੋਬਾਈਲ ਨੰ; ਮੋਬਾਇਲ ਨੰ;
    ਮੋਬਾਇਲ ਨੰਬਰ; ਫ਼ੋਨ ਨੰਬਰ; ਫੋਨ ਨੰਬਰ; ਸੰਪਰਕ ਨੰਬਰ; ମୋବାଇଲ; ମୋବାଇଲ ନମ୍ବର; ମୋବାଇଲ ନଂ; ଫୋନ ନମ୍ବର; ଫୋନ ନଂ; ଯୋଗାଯୋଗ ନମ୍ବର;
    موبائل نمبر; فون نمبر
""")

PHONE2: Final = headings("""
    other phone; other mobile; 2nd phone; 2nd mobile; 2nd phone no; other mobile no; other contact no; other contact
    number; other number; alternate mobile; alternate mobile no; alternate mobile number; alternate no; alternate
    number; alternate phone; alternate contact; alternate contact no; alternate contact number; alternate whatsapp no;
    alternative mobile; alternative mobile no; alternative number; alternative phone; alternative contact no; alternat
    mobile; alt mobile; alt mobile no; alt phone; alt ph no; alt no; alt contact no; secondary mobile; secondary
    mobile no; secondary phone; secondary contact no; second mobile; second mobile no; second phone; additional phone;
    additional mobile no; additional contact no; mobile 2; mobile no 2; mobile2; phone 2; phone no 2; contact 2;
    contact no 2; 2nd mobile no; 2nd contact no; landline; landline no; landline number; land line; phone (landline);
    phone (res); phone (r); residence phone; residence phone no; residential phone; home phone; home phone no;
    telephone (residence); std phone; phone with std code; अन्य मोबाइल; अन्य मोबाइल नंबर; अन्य फोन; दूसरा मोबाइल नंबर;
    दूसरा नंबर; वैकल्पिक मोबाइल; वैकल्पिक मोबाइल नंबर; वैकल्पिक नंबर; वैकल्पिक संपर्क नंबर; मोबाइल नंबर 2; लैंडलाइन;
    दुसरा मोबाईल नंबर; पर्यायी मोबाईल क्रमांक; மாற்று கைபேசி எண்; மாற்று எண்; మరో మొబైల్ నంబర్; ప్రత్యామ్నాయ నంబర్;
    ಪರ್ಯಾಯ ಮೊಬೈಲ್ ಸಂಖ್ಯೆ; বিকল্প মোবাইল নম্বর; વૈકલ્પિક મોબાઇલ નંબર; രണ്ടാമത്തെ ഫോൺ നമ്പർ; ਹੋਰ ਮੋਬਾਈਲ ਨੰਬਰ; ଅନ୍ୟ
    ମୋବାଇଲ ନମ୍ବର
""")

EMAIL: Final = headings("""
    college email; college email id; college mail id; institute email; institute email id; institutional email;
    institutional email id; university email; university email id; university email address;
    email; email id; mail id; email address; mail; gmail; gmail id; e mail; e mail id; student
    email; student email id; personal email; official email; primary email; ईमेल; ईमेल आईडी; ई मेल;
    ई मेल आईडी; ईमेल पता; மின்னஞ்சல்; ఈమెయిల్; ಇಮೇಲ್; ইমেইল; ઈમેલ; மின்னஞ்சல் முகவரி; ఇమెయిల్; ఈ మెయిల్;
    ఇ మెయిల్; మెయిల్ ఐడి; ಇ ಮೇಲ್; ಇ ಮೇಲ್ ವಿಳಾಸ; ಇಮೇಲ್ ವಿಳಾಸ; ಮಿಂಚಂಚೆ; ই মেইল; ই মেল; ইমেল; ইমেল আইডি;
    ईमेल पत्ता; ई मेल पत्ता; इमेल; ઇમેઇલ; ઈ મેલ; ઇ મેઇલ; ઈમેઈલ; ઈમેલ આઈડી;
    gmail account; user email; user email id; login email; email1; email 1; ईमेल आई डी; मेल आईडी; ഇമെയിൽ; ഇ മെയിൽ; ഇമെയിൽ
    വിലാസം; ਈਮੇਲ; ਈ ਮੇਲ; ଇମେଲ; ଇ ମେଲ; ইমেইল আইডি; ای میل
""")

GENDER: Final = headings("""
    gender; sex; m/f; male/female; gender (m/f); gender m/f/t; gender m f o; लिंग; लिंग (पु/म);
    पुरुष/महिला; பாலினம்; లింగం; ಲಿಂಗ; লিঙ্গ; જાતિ (પુ/સ્ત્રી); பால்; பாலினம் (ஆண்/பெண்); ఆడ/మగ; పురుష/స్త్రీ;
    ಗಂಡು/ಹೆಣ್ಣು; ಪುರುಷ/ಮಹಿಳೆ; পুরুষ/মহিলা; पुरुष/स्त्री; स्त्री/पुरुष; લિંગ; પુરુષ/સ્ત્રી; સ્ત્રી/પુરુષ;
    boy/girl; boys/girls; male/female/other; gender identity; ling; लिंग (महिला/पुरुष); ലിംഗം; ലിംഗഭേദം; പുരുഷൻ/സ്ത്രീ; ਲਿੰਗ;
    ਪੁਰਸ਼/ਔਰਤ; ଲିଙ୍ଗ; ପୁରୁଷ/ମହିଳା; লিংগ; جنس
""")

BORN_ON: Final = headings("""
    dob; date of birth; birth date; birthdate; birthday; born on; dob (dd/mm/yyyy); date of birth dd
    mm yyyy; dob as per 10th; जन्म तिथि; जन्म तारीख; जन्मदिन; जन्म दिनांक; जन्म की तारीख; जन्मतारीख;
    பிறந்த தேதி; పుట్టిన తేదీ; పుట్టిన తేది; జన్మ తేదీ; ಹುಟ್ಟಿದ ದಿನಾಂಕ; ಜನ್ಮ ದಿನಾಂಕ; জন্ম তারিখ;
    জন্মতারিখ; જન્મ તારીખ; பிறந்த நாள்; பிறந்தநாள்; பிறந்த திகதி; పుట్టినరోజు; జన్మ తేది; పుట్టిన రోజు;
    ಜನ್ಮದಿನಾಂಕ; ಹುಟ್ಟಿದ ತಾರೀಖು; ಜನನ ದಿನಾಂಕ; জন্মদিন; জন্মের তারিখ; जन्म दिनांक (dd/mm/yyyy); જન્મતારીખ; જન્મ દિવસ;
    dt of birth; birth dt; birth date as per 10th; date of birth as per aadhaar; dob as per aadhaar; when were you born; janm
    tithi; janam tithi; janm tarikh; janam tarikh; janm dinank; जन्मतिथि; ജനനത്തീയതി; ജനന തീയതി; ജനനതിയ്യതി; ജനന തിയതി; ਜਨਮ
    ਮਿਤੀ; ਜਨਮ ਤਾਰੀਖ; ਜਨਮ ਤਰੀਕ; ଜନ୍ମ ତାରିଖ; ଜନ୍ମ ଦିନ; জন্ম তাৰিখ; تاریخ پیدائش
""")

CATEGORY: Final = headings("""
    category; social category; caste category; caste; community; reservation category; social group; category
    (sc/st/obc/gen); sc/st/obc/gen; sc/st/obc; cast; वर्ग; श्रेणी; जाति वर्ग; जाति; कोटि; प्रवर्ग; சமூகம்; சாதி
    பிரிவு; కులం; సామాజిక వర్గం; ವರ್ಗ; ಜಾತಿ ವರ್ಗ; শ্রেণী বিভাগ; இனம்; சாதி; இனப்பிரிவு; వర్గం; కుల వర్గం; కేటగిరీ;
    ಜಾತಿ; ಪ್ರವರ್ಗ; জাতি; বর্গ; জাতিগত শ্রেণী; ক্যাটাগরি; जात; जात प्रवर्ग; जातीचा प्रवर्ग; સામાજિક વર્ગ; જાતિ વર્ગ;
    કેટેગરી; જ્ઞાતિ; વર્ગ (સામાજિક); reservation; reservation type; reservation category; catogery; catagory; social
    status; jati; varg; caste/category; ജാതി; വിഭാഗം; ਜਾਤ; ਜਾਤੀ; ਸ਼੍ਰੇਣੀ; ଜାତି; ବର୍ଗ; জাতি/শ্রেণী; category claimed
""")

PWD: Final = headings("""
    cwsn; child with special needs; children with special needs;
    pwd; pwd (yes/no); ph; phc; disability; disabled; divyang; divyangjan; person with disability; persons with
    disability; physically handicapped; differently abled; specially abled; whether pwd; is pwd; disability status;
    दिव्यांग; दिव्यांगता; विकलांग; क्या दिव्यांग हैं; pwbd; handicap; handicap status; physically challenged;
    handicapped; physically disabled; differently-abled; any disability; disability (if any); are you a person with
    disability; विकलांगता; दिव्यांग (हाँ/नहीं); अपंग; दिव्यांग व्यक्ती; மாற்றுத்திறனாளி; వికలాంగులు; ದಿವ್ಯಾಂಗ;
    ಅಂಗವಿಕಲ; প্রতিবন্ধী; વિકલાંગ; દિવ્યાંગ; ഭിന്നശേഷി; ਅਪਾਹਜ; ଭିନ୍ନକ୍ଷମ
""")

STATE: Final = headings("""
    state; state/ut; state or ut; state name; name of state; domicile state; home state; native
    state; state of domicile; state of residence; states; state union territory; राज्य; राज्य का
    नाम; प्रदेश; राज्य/केंद्र शासित प्रदेश; गृह राज्य; மாநிலம்; రాష్ట్రం; ರಾಜ್ಯ; রাজ্য; રાજ્ય;
    സംസ്ഥാനം; மாநிலத்தின் பெயர்; రాష్ట్రము; రాష్ట్రం పేరు; ರಾಜ್ಯದ ಹೆಸರು; রাজ্যের নাম; राज्याचे नाव; રાજ્યનું નામ;
    address state; permanent address state; current address state; correspondence state; present state;
    domicile; permanent state; residential state; rajya; ਰਾਜ; ਸੂਬਾ; ରାଜ୍ୟ; ৰাজ্য; ریاست
""")

DISTRICT: Final = headings("""
    district; dist; distt; district name; name of district; home district; native district; district
    of residence; domicile district; ज़िला; जिला; जिले का नाम; जनपद; जिल्हा; மாவட்டம்; జిల్లా;
    ಜಿಲ್ಲೆ; জেলা; જિલ્લો; ജില്ല; மாவட்டத்தின் பெயர்; జిల్లా పేరు; ಜಿಲ್ಲೆಯ ಹೆಸರು; জেলার নাম; जिल्ह्याचे नाव;
    જિલ્લાનું નામ; જીલ્લો;
    address district; permanent address district; current address district; correspondence district; present district;
    jila; zila; jilla; permanent district; residential district; गृह जिला; ਜ਼ਿਲ੍ਹਾ; ਜ਼ਿਲਾ; ଜିଲ୍ଲା; জিলা; ضلع; மாவட்ட பெயர்;
    ജില്ലയുടെ പേര്
""")

PIN: Final = headings("""
    pin; pin code; pincode; postal code; postcode; post code; zip; zip code; zipcode; area pin; पिन कोड; पिनकोड; पिन;
    அஞ்சல் குறியீடு; பின்கோடு; పిన్ కోడ్; ಪಿನ್ ಕೋಡ್; পিন কোড; પિન કોડ; பின் கோடு; அஞ்சல் எண்; அஞ்சல் குறியீட்டு எண்;
    పిన్‌కోడ్; తపాలా కోడ్; ಪಿನ್‌ಕೋಡ್; ಅಂಚೆ ಸೂಚ್ಯಂಕ; পিনকোড; পিন নম্বর; পিন; पिन क्रमांक; પિનકોડ; પિન; pin no; pincod;
    pin code of residence; residence pin code; postal pincode; permanent address pincode; address pincode; pin kod;
    പിൻ കോഡ്; പിൻകോഡ്; പിൻ; ਪਿੰਨ ਕੋਡ; ਪਿੰਨਕੋਡ; ପିନ କୋଡ; পিন ক’ড
""")

ADDRESS: Final = headings("""
    address; full address; complete address; detailed address; home address; postal address; permanent address;
    present address; current address; local address; residential address; residence address; correspondence address;
    communication address; mailing address; contact address; address of student; student address; address of
    candidate; address for communication; address for correspondence; address of residence; permanent residential
    address; address with pin; address with pin code; address as per aadhaar; addr; adress; addres; adrress; address
    line; address line 1; address 1; address1; village address; house address; पता; पूरा पता; स्थायी पता; वर्तमान पता;
    घर का पता; निवास का पता; डाक पता; पत्र व्यवहार का पता; पत्राचार का पता; पत्ता; संपूर्ण पत्ता; कायमचा पत्ता; पूर्ण
    पत्ता; முகவரி; முழு முகவரி; நிரந்தர முகவரி; చిరునామా; పూర్తి చిరునామా; శాశ్వత చిరునామా; ವಿಳಾಸ; ಪೂರ್ಣ ವಿಳಾಸ; ಖಾಯಂ
    ವಿಳಾಸ; ঠিকানা; সম্পূর্ণ ঠিকানা; স্থায়ী ঠিকানা; સરનામું; પૂરું સરનામું; કાયમી સરનામું; വിലാസം; മേൽവിലാസം; സ്ഥിരം
    വിലാസം; ਪਤਾ; ਪੂਰਾ ਪਤਾ; ਸਥਾਈ ਪਤਾ; ଠିକଣା; ସ୍ଥାୟୀ ଠିକଣା; pata; pura pata; sthayi pata; patta
""")

INSTITUTION: Final = headings("""
    institution; institution name; name of institution; name of the institution; college; college name; name of
    college; name of the college; college/university; college/institution; college/institute; institute; institute
    name; name of institute; name of the institute; institute/college; university; university name;
    university/college; school; school name; name of school; name of the school; organisation; organization;
    organisation name; organization name; name of organisation; company; company name; employer; iti name; training
    centre; training center; centre name; center name; tc name; campus; school info / name; college details / name;
    संस्थान; संस्थान का नाम; संस्था; संस्था का नाम; महाविद्यालय; महाविद्यालय का नाम; कॉलेज; कॉलेज का नाम; विद्यालय;
    विद्यालय का नाम; विश्वविद्यालय; महाविद्यालयाचे नाव; शाळेचे नाव; கல்லூரி; கல்லூரி பெயர்; நிறுவனம்; కళాశాల; కళాశాల
    పేరు; ಕಾಲೇಜು; ಕಾಲೇಜಿನ ಹೆಸರು; কলেজের নাম; প্রতিষ্ঠান; કોલેજનું નામ; கல்லூரியின் பெயர்; பள்ளி பெயர்; பல்கலைக்கழகம்;
    கல்வி நிறுவனம்; நிறுவனத்தின் பெயர்; సంస్థ పేరు; సంస్థ; పాఠశాల పేరు; విశ్వవిద్యాలయం; కాలేజీ; కాలేజీ పేరు; ಸಂಸ್ಥೆಯ
    ಹೆಸರು; ಸಂಸ್ಥೆ; ಶಾಲೆಯ ಹೆಸರು; ಮಹಾವಿದ್ಯಾಲಯ; ವಿಶ್ವವಿದ್ಯಾಲಯ; কলেজ; মহাবিদ্যালয়; মহাবিদ্যালয়ের নাম; প্রতিষ্ঠানের নাম;
    বিদ্যালয়ের নাম; বিশ্ববিদ্যালয়; संस्थेचे नाव; शाळा; विद्यापीठ; महाविद्यालयाचे नांव; સંસ્થાનું નામ; સંસ્થા; કોલેજ;
    શાળાનું નામ; મહાવિદ્યાલય; યુનિવર્સિટી; studying at; studying in; establishment name; name of establishment;
    organisation / institute; iti का नाम; polytechnic; iti; polytechnic/iti; host institute; host institution; parent
    organisation; institution studying; polytechnic name; name of polytechnic; name of iti; affiliation; study centre;
    study center; parent institute; parent institution; name and address of college; name and address of institution;
    college name and address; आईटीआई का नाम; पॉलिटेक्निक का नाम; स्कूल का नाम; स्कूल; കോളേജ്; കോളേജിന്റെ പേര്;
    സ്ഥാപനം; സ്ഥാപനത്തിന്റെ പേര്; സ്കൂളിന്റെ പേര്; സർവകലാശാല; ਕਾਲਜ; ਕਾਲਜ ਦਾ ਨਾਮ; ਸੰਸਥਾ; ਸੰਸਥਾ ਦਾ ਨਾਮ; ਸਕੂਲ ਦਾ ਨਾਮ;
    କଲେଜ; କଲେଜର ନାମ; ମହାବିଦ୍ୟାଳୟ; ମହାବିଦ୍ୟାଳୟର ନାମ; ଅନୁଷ୍ଠାନ; ଅନୁଷ୍ଠାନର ନାମ; ବିଦ୍ୟାଳୟର ନାମ; মহাবিদ্যালয়ৰ নাম
""")

ROLL_NO: Final = headings("""
    cet no; cet number; kcet no; eamcet no; jee roll no; neet roll no; token no; apprentice code; apprentice id; member id;
    beneficiary id; beneficiary code; applicant id; applicant code; trainee code; learner code; candidate code; candidate no;
    roll no; roll number; rollno; roll; enrolment no; enrollment no; enrolment number; enrollment number; enrolment
    id; enrollment id; registration no; registration number; registration id; reg no; regn no; regd no; regd number;
    register no; register number; regno; admission no; admission number; adm no; scholar no; student id; student id
    no; student code; student no; id no; id; learner id; candidate id; participant id; trainee id; application no;
    application number; hall ticket no; hall ticket number; htno; ht no; seat no; exam roll no; university roll no;
    class roll no; usn; prn; prn no; urn; gr no; sr code; unique id; employee id; emp id; emp code; अनुक्रमांक; रोल
    नंबर; रोल नं; नामांकन संख्या; नामांकन क्रमांक; पंजीकरण संख्या; पंजीयन क्रमांक; प्रवेश संख्या; प्रवेश क्रमांक;
    हजेरी क्रमांक; பதிவு எண்; சேர்க்கை எண்; హాల్ టికెట్ నంబర్; రోల్ నంబర్; రిజిస్టర్ నంబర్; ನೋಂದಣಿ ಸಂಖ್ಯೆ; ರೋಲ್ ನಂಬರ್;
    রোল নম্বর; রোল নং; નોંધણી નંબર; தேர்வு எண்; பதிவெண்; வரிசைப் பதிவு எண்; மாணவர் எண்; రోల్ నెంబర్; హాల్ టికెట్
    నెంబర్; నమోదు సంఖ్య; ప్రవేశ సంఖ్య; హాల్ టికెట్ సంఖ్య; రిజిస్ట్రేషన్ నంబర్; ನೋಂದಣಿ ಕ್ರಮಾಂಕ; ಕ್ರಮಾಂಕ ಸಂಖ್ಯೆ; ಪ್ರವೇಶ
    ಸಂಖ್ಯೆ; ಪರೀಕ್ಷಾ ಸಂಖ್ಯೆ; রেজিস্ট্রেশন নম্বর; রেজিস্ট্রেশন নং; নিবন্ধন নম্বর; রোল; नोंदणी क्रमांक; परीक्षा क्रमांक;
    आसन क्रमांक; बैठक क्रमांक; प्रवेश क्र; રોલ નંબર; રોલ નં; બેઠક નંબર; એનરોલમેન્ટ નંબર; પ્રવેશ નંબર; rol no; rool no;
    unique user id; user id; enrol no; admn no; employee code; employee number; employee no; staff id; staff code;
    idnumber; matric no; college roll no; university enrolment no; university enrollment no; univ roll no; univ reg
    no; candidate registration id; sidh id; sidh candidate id; skill india id; nsdc id; can id; रोल नम्बर; അഡ്മിഷൻ
    നമ്പർ; രജിസ്റ്റർ നമ്പർ; റോൾ നമ്പർ; ਰੋਲ ਨੰਬਰ; ਰਜਿਸਟ੍ਰੇਸ਼ਨ ਨੰਬਰ; ରୋଲ ନମ୍ବର; ରୋଲ ନଂ; ପଞ୍ଜୀକରଣ ସଂଖ୍ୟା; ৰোল নম্বৰ
""")

FATHER_NAME: Final = headings("""
    father name; fathers name; father's name; name of father; father; father/husband name; father's/husband's name;
    father/guardian name; father or husband name; guardian name; guardians name; guardian; parent name; parents name;
    name of parent; name of guardian; husband name; husbands name; s/o; s/o d/o; s/o d/o w/o; son of; पिता का नाम;
    पिता; पिता/पति का नाम; पिता/अभिभावक का नाम; अभिभावक का नाम; पति का नाम; वडिलांचे नाव; தந்தை பெயர்; தந்தையின்
    பெயர்; తండ్రి పేరు; ತಂದೆಯ ಹೆಸರು; ತಂದೆ ಹೆಸರು; পিতার নাম; પિતાનું નામ; தந்தை/கணவர் பெயர்; பாதுகாவலர் பெயர்; கணவர்
    பெயர்; తండ్రి/భర్త పేరు; సంరక్షకుని పేరు; భర్త పేరు; ತಂದೆ/ಗಂಡನ ಹೆಸರು; ಪೋಷಕರ ಹೆಸರು; ಗಂಡನ ಹೆಸರು; বাবার নাম;
    পিতা/স্বামীর নাম; অভিভাবকের নাম; স্বামীর নাম; पित्याचे नाव; वडिलांचे/पतीचे नाव; पालकाचे नाव; पतीचे नाव;
    પિતા/પતિનું નામ; વાલીનું નામ; પતિનું નામ; father/mother/guardian name; dads name; care of; c/o; father/mother
    name; f/h name; f/h/g name; father/spouse name; f name; pita ka naam; pita ka nam; pita/pati ka naam; अभिभावक;
    पिता जी का नाम; पिता/संरक्षक का नाम; അച്ഛന്റെ പേര്; പിതാവിന്റെ പേര്; രക്ഷിതാവിന്റെ പേര്; പിതാവ്; ഭർത്താവിന്റെ
    പേര്; ਪਿਤਾ ਦਾ ਨਾਮ; ਪਿਤਾ ਦਾ ਨਾਂ; ਪਿਤਾ/ਪਤੀ ਦਾ ਨਾਮ; ਸਰਪ੍ਰਸਤ ਦਾ ਨਾਮ; ପିତାଙ୍କ ନାମ; ପିତାଙ୍କର ନାମ; ପିତା/ସ୍ୱାମୀଙ୍କ ନାମ;
    ଅଭିଭାବକଙ୍କ ନାମ; পিতৃৰ নাম; والد کا نام
""")

LEARNER_TYPE: Final = headings("""
    learner type; type of learner; occupation; profession; participant type; type of participant;
    participant category; learner category; beneficiary type; current occupation;
    student/professional; working status; employment status; पेशा; व्यवसाय; शिक्षार्थी
    प्रकार; प्रतिभागी का प्रकार;
    you are a; i am a; are you a; student/faculty; student/teacher; student/faculty/staff; type of candidate; type of trainee
""")

EDUCATION: Final = headings("""
    education; qualification; highest qualification; education level; educational qualification; highest education;
    education qualification; level of education; qualifications; शिक्षा; योग्यता; शैक्षणिक योग्यता; शैक्षिक योग्यता;
    शैक्षणिक पात्रता; கல்வித் தகுதி; విద్యార్హత; ವಿದ್ಯಾರ್ಹತೆ; শিক্ষাগত যোগ্যতা; last qualification; highest degree;
    highest degree obtained; qualification level; academic qualification; shiksha; yogyata; shaikshanik yogyata;
    വിദ്യാഭ്യാസ യോഗ്യത; ਵਿਦਿਅਕ ਯੋਗਤਾ; ଶିକ୍ଷାଗତ ଯୋଗ୍ୟତା; શૈક્ષણિક લાયકાત
""")
