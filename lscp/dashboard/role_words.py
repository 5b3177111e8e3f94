"""What each role can do here, in the words of the home page. The permission matrix is generated elsewhere."""

from lscp.accounts.roles import Role

CAN: dict[Role, tuple[str, ...]] = {
    Role.PRACTITIONER: (
        "Tell the partnership about a serious incident.",
        "Follow what happens to what you sent, and add facts when you are asked.",
    ),
    Role.SAFEGUARDING_LEAD: (
        "Say whether you agree with what people in your agency want to send.",
        "Answer for your agency and keep its time limits.",
    ),
    Role.RAG_MEMBER: (
        "Read every incident sent to the partnership.",
        "Write your agency’s own view and sign it. Nobody sees it until all views are in.",
    ),
    Role.EXECUTIVE: (
        "See each decision to notify or not, with reasons, on the same day.",
        "Ask the Review Advisory Group (RAG) to look again.",
    ),
    Role.LA_NOTIFIER: (
        "Write down the local authority’s decision, naming who made it.",
        "Notify the national Panel and record the receipt.",
    ),
    Role.LA_DECISION_MAKER: ("Decide for the local authority whether to notify, and sign it with reasons.",),
    Role.LEGAL_ADVISER: ("Give legal advice that only named roles read.",),
    Role.LSCP_MANAGER: (
        "Do everything the Business Unit does.",
        "Set up agencies, people, groups and the partnership’s own rules.",
    ),
    Role.BUSINESS_UNIT: (
        "Receive each incident, check it, and prepare the meeting.",
        "Watch every time limit of the partnership.",
    ),
    Role.SCRUTINEER: ("Read everything and comment. You decide nothing.",),
    Role.AUDITS: ("Look at how well the work is done. You see no names.",),
    Role.TRAINING: ("Share what was learnt. You see no names.",),
    Role.INDEPENDENT_AUTHOR: ("Write the review you were given. You see only that case, while it lasts.",),
    Role.SCRUTINY_OFFICER: ("Read figures for the whole area. You see no case.",),
    Role.ADMINISTRATOR: ("Set up agencies and people. You see no case.",),
}
