"""The words of Indian names that need knowing: titles, abbreviations, and the parts so common that they tell few people apart.

Refuses to guess gender, religion or caste: nothing here classifies a person, it only says which words weigh little or are
one word. Every word is in Latin letters and lower case, as `scripts.in_latin` writes it.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Dropped wherever they stand.
TITLES: Final = _words(
    """mr mrs ms miss mx dr prof professor er engr adv advocate shri shree shrimati shrimti srimati smt smti sushri kum ku
    km late lt svargiya mast master selvi selvan thiru thirumati tmt sow chi janab mohtarma capt col shriman sh"""
)
# Dropped only where two other words are left: Sri Devi may be a title and a name, or Sridevi.
HALF_TITLES: Final = frozenset(("sri", "si", "baby", "kumari"))

_SPELLINGS: Final = {
    "muhammad": """md mohd mhd mohammad mohammed mohamad mohamed muhammed muhamad mohmad mohmmad mohammd mahammad mahamad
        mohammod mohamod""",
    "shaik": "sk shaikh sheikh sheik shek shekh saikh seikh",
    "kumar": "kr kmr kumr coomar kumara",
    "singh": "sinh singha sing",
    "chaudhari": "chaudhary chaudhry choudhary choudhury chowdhury chowdhary choudhari chowdary chaudhuri choudhuri choudhry",
    "begam": "begum begom",
    "sayyad": "syed sayed saiyed sayyed saiyad sd",
    "khatun": "khatoon katoon",
    "bano": "banu",
    "krishna": "krishan krushna krisna",
    "lakshmi": "laxmi lachhmi lakhsmi lacshmi latsumi lakshumi",
    "vishnu": "bishnu",
    "das": "dass",
    "devi": "debi",
    "banarji": "banerjee bandyopadhyay banerji bandopadhyay",
    "mukharji": "mukherjee mukhopadhyay mukhopadhay mukhopadhyaya mukherji",
    "chattarji": "chatterjee chattopadhyay chatterji",
    "ganguli": "ganguly gangopadhyay",
    "ray": "roy",
    "rao": "rav row",
    "aisha": "ayesha aysha ayisha",
    "azar": "azhar",
    # Tamil writes one letter for k and g, t and d, p and b; at the head of a word it is read unvoiced.
    "ganesh": "kanesh",
    "ganesan": "kanesan",
    "gopal": "kopal",
    "gita": "kita",
    "gayatri": "kayatri kayathri",
    "govindan": "kovindan kovintan",
    "gunasekaran": "kunasekaran",
    "dinesh": "tinesh",
    "divya": "tivya",
    "dipa": "tipa",
    "dipak": "tipak",
    "balaji": "palaji",
    "balu": "palu",
    "bhaskar": "paskar",
    "janaki": "sanaki",
    "chandran": "sandran",
    "chandra": "sandra",
}  # fmt: skip
# Each other way of writing a word, to the one that stands for it.
ONE_WORD: Final = {other: word for word, others in _SPELLINGS.items() for other in others.split()}

# Parts that a great many people carry beside the name that tells them apart; they come and go between two lists.
FILLERS: Final = _words(
    """kumar kumari devi singh kaur lal prasad chand bai ben bhai rani begam bibi khatun bano bi muhammad shaik sayyad abdul
    nath sri ji babu rao"""
)
# Family names that more than about one Indian in five hundred bears; a shared one says little by itself.
SURNAMES: Final = _words(
    """sharma verma varma gupta mishra misra tiwari pandey pande dubey shukla tripathi chaturvedi yadav maurya kushwaha
    patel shah mehta desai parmar solanki chauhan chavan rathod rathore rajput thakur chaudhari jain agarwal agrawal
    goyal bansal mittal khan ansari ali ahmed ahmad hussain khatri arora kapoor malhotra mehra sethi gill sandhu sidhu
    dhillon reddy naidu goud raju naik nayak shetty gowda hegde iyer nair menon pillai kurian thomas george joseph das
    dey de ghosh bose sen ray sarkar mondal mandal biswas dutta banarji mukharji chattarji sahu behera mohanty pradhan
    swain panda patra mahato munda oraon soren murmu hembram tudu kisku marandi paswan manjhi rajak sah sahni jha sinha
    saha prajapati vishwakarma gautam saxena srivastava shrivastava rawat negi bisht joshi pant bhatt pathak jadhav jadav
    pawar shinde more kale gaikwad kamble sawant patil deshmukh kulkarni bhosale mali saini meena gurjar jat kashyap
    nishad rajbhar pal soni barman lodhi malik qureshi siddiqui pathan mansuri idrisi alam akhtar dsouza fernandes kalita
    gogoi borah deka hazarika"""
)
# Given names in such common use that two of them, however alike, are two names: brothers are called Ramesh and Rajesh.
GIVEN_NAMES: Final = _words(
    """aarti abhijit abhishek aditi aditya ajay ajit akash akhil alok aman amar amit amrit amrita anand anil anita anjali
    anju ankit ankita ankur anshu anuj anuradha anurag aparna archana arjun arun aruna arvind asha ashish ashok ashwini
    asif ayush babita balwinder bharat bharti bhavesh bhavna bhavya chandan chetan darshan deepa deepak deepali deepika
    devendra dharmendra dilip dinesh divya durga faisal farhan gagan ganesh gaurav gayatri geeta girish gita gopal govind
    gurdeep gurjeet gurmeet gurpreet hardeep hari harish harjeet harpreet harsh harsha harshit hema hemant himanshu
    hitesh imran irfan ishita jagdish jaspreet jatin jaya jayesh jeevan jitendra jyoti kailash kajal kalpana kamal kamla
    kamlesh kanchan karan karuna kavita kavya khushi kiran kirti komal krishna kuldeep kulwinder kumud kunal lakshman
    lakshmi lalit lata latika lokesh madhu mahendra mahesh mamta manish manisha manjeet manjit manju manoj manpreet mansi
    maya mayank meena megha mina mira mohan mohit mohini monika mukesh naina namrata nandini naresh narendra naveen navin
    neelam neeraj neeta neha nidhi nikhil nikita nilesh nisha nishant nita nitesh nitin nitu om pallavi pankaj paras
    pawan payal pooja prabha prachi pradeep prakash pramod pranav prasad prashant pratik pravin preeti prem priti priya
    priyanka puja puneet punit pushpa radha radhika raghav rahul raj raja rajat rajeev rajendra rajesh rajiv rajni raju
    rakesh ram rama raman ramesh rani ranjan ranjana ranjeet ranjit rashmi ravi ravindra reena rekha renu reshma ricky
    rina rishabh rita ritesh ritika ritu riya rohan rohit roshan roshni ruchi rupa sachin sagar sahil saloni sameer
    sandeep sangeeta sanjana sanjay sanjeev sanjiv santosh sapna sarita sarika saroj satish satyam saurabh savita seema
    seeta shalini shankar sharad shashi sheela shikha shilpa shiv shivam shobha shraddha shreya shruti shubham shweta
    shyam siddharth simran sita smita sneha sonal sonali sonam sonia sonu subhash sudha sudhir sujata sukhdeep suman
    sumit sumitra sunil sunita suraj surbhi surendra suresh sushil sushma swati tanvi tanya tarun tushar uma umesh urmila
    usha vaibhav vandana varsha varun veena vibha vidya vijay vikas vikram vimal vinay vineet vinita vinod vipin vipul
    viral virendra vishal vishnu vivek yash yogesh salman saniya shabana shabnam rehan rehana rizwan farida fatima nadeem
    nasreen parveen sajid shahid majid abid rashid khalid wasim nasim salim kalim ravina sravan sravani srinivas
    venkatesh saritha kavitha sunitha anitha swathi jyothi lavanya mounika divya karthik santhosh sathish prasanth
    vignesh dharani"""
)
# Words that introduce the father, mother or husband inside a name, in English and as Hindi is written in Latin letters.
RELATION_WORDS: Final = (
    "son of", "daughter of", "wife of", "care of", "putra", "putri", "suputra", "suputri", "patni", "atmaj", "atmaja",
)  # fmt: skip
# What follows is another name of the same person: Ram alias Pappu.
ALIAS_WORDS: Final = ("alias", "urf", "aka")
