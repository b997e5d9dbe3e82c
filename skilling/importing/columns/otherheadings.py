"""Headings that lists have beside the declared fields: what is kept beside, and what only counts the rows; knows no field."""

from __future__ import annotations

from typing import Final

# Columns that lists often have beside ours: known as headings, kept as extras.
OTHER_HEADINGS: Final = """
    class; section; year; semester; sem; branch; department; dept; stream; trade; specialisation; course; subject; age;
    address; permanent address; correspondence address; village; block; taluk; tehsil; mandal; city; town; area; country;
    nationality; religion; blood group; marital status; mother name; mothers name; family income; annual income; marks;
    percentage; cgpa; grade; rank; score; result; total; average; attendance; remarks; remark; comments; notes; signature;
    sign; photo; date; time; timestamp; start time; completion time; submitted on; designation; department name; experience;
    skills; project; project title; team; team name; team leader; github; linkedin; linkedin profile; website; duration;
    from; to; joining date; aadhaar; aadhaar no; aadhar no; aadhar card no; uid; pan; pan no; voter id; bank name; account no;
    ifsc; ifsc code; password; user name; username; login id; first name; last name; middle name; surname; given name;
    father mobile; parent mobile; alternate mobile; landline; fax; income; quota; subgroup; type; quantity; amount; id; code;
    title; first; last; मां का नाम; माता का नाम; पता; आयु; उम्र; कक्षा; वर्ष; शाखा; विषय; टिप्पणी; हस्ताक्षर; दिनांक; तिथि;
    तारीख; आधार; आधार नंबर; आधार संख्या; ग्राम; प्रखंड; तहसील; शहर; पद; முகவரி; வயது; చిరునామా; వయస్సు; ವಿಳಾಸ; ವಯಸ್ಸು;
    ঠিকানা; বয়স; સરનામું; தாய் பெயர்; தாயின் பெயர்; குறிப்பு; கையொப்பம்; மதிப்பெண்; పాఠ్యక్రమం; తల్లి పేరు; వ్యాఖ్యలు; సంతకం; మార్కులు;
    ತಾಯಿಯ ಹೆಸರು; ಷರಾ; ಸಹಿ; ಅಂಕಗಳು; মায়ের নাম; মাতার নাম; মন্তব্য; স্বাক্ষর; নম্বর; आईचे नाव; पत्ता; वय; शेरा; स्वाक्षरी; गुण; माता का नाम;
    प्राप्तांक; अंक; अभ्युक्ति; स्थायी पता; માતાનું નામ; ઉંમર; નોંધ; સહી; ગુણ
"""

SERIAL_HEADINGS: Final = """
    s no; sr no; sl no; si no; ser no; serial; serial no; serial number; sr number; s n; sn; sr; sl; no; nos;
    index; row;
    क्र सं; क्रसं; क्रम सं; क्रम संख्या; क्रमांक; क्र; अ क्र; अनु क्र; अनुक्रम; क्रम; வரிசை எண்; வ எண்; క్రమ సంఖ్య; వరుస సంఖ్య;
    ಕ್ರಮ ಸಂಖ್ಯೆ; ಕ್ರ ಸಂ; ক্রমিক নং; ক্রমিক সংখ্যা; ক্রমিক; ક્રમ; અનુ નં; ક્રમાંક; ક્રમ નં; క్ర సం; క్రమం; ಕ್ರಮ; ক্র নং
"""
