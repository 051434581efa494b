"""What stands in the Word and PDF files of ``documents/``; run it to write them."""

from __future__ import annotations

from pathlib import Path

from handmade import box, control, field, form, merge, note_mark, par, pdf_file, table, word_file

FILES: dict[str, bytes] = {
    "placement-letter.docx": word_file(
        par("Dear ", merge("Title"), " ", merge("Surname"), ",")
        + par("The panel will meet on ", control("Click or tap to enter a date.", prompt=True), " in room 4.")
        + par("Your social worker is ", control("Olu Mensah", prompt=False), ".", note_mark("footnote"))
        + par("Please bring [documents to bring]."),
        stories={
            "header": par("Harlow Vale Fostering, reference [ref]"),
            "footer": par("Page ", field("PAGE", "1")),
            "footnotes": par("Telephone ____________ on weekdays."),
        },
        core="<dc:title>[Title]</dc:title><dc:creator>Fostering team</dc:creator>",
    ),
    "placement-letter-filled.docx": word_file(
        par("Dear ", merge("Title", "Mrs"), " ", merge("Surname", "Okoro"), ",")
        + par("The panel will meet on ", control("4 June 2026", prompt=False), " in room 4.")
        + par("See the minutes [item 3] and the report [2026] EWFC 14.", note_mark("comment"))
        + par("Signed: ____________________"),
        stories={
            "header": par("Harlow Vale Fostering"),
            "comments": par("Checked against the file [OM]."),
        },
        core="<dc:title>Panel of 4 June</dc:title>",
    ),
    "complaint-form.docx": word_file(
        par("Complaint form")
        + par("Your name: ", form())
        + par("Your address: ", form())
        + par("Reference: ", form("C-118"))
        + par("What happened: ______________________________")
        + table(("Date", "What was done", "By"), ("[date]", "Acknowledged", "[officer]"), ("3 May 2026", "Rang", "JW"))
        + par("Signature: ____________________ Date: __________"),
    ),
    "minutes-trustees.docx": word_file(
        par("Minutes of the trustees, 9 June 2026")
        + par("Present: Ms Ito (chair), Mr Grant, TBC")
        + par("1. The accounts were approved.", note_mark("comment"))
        + par("2. The next meeting is on XX/XX/2026.", note_mark("endnote"))
        + par("3. The logo is below.", box(par("[insert logo]"), par("Charity 1100042"))),
        stories={
            "comments": par("Who seconded? TODO ask Grant"),
            "endnotes": par("Venue to be confirmed."),
        },
        core="<dc:subject>Trustees</dc:subject><dc:description>{{ comments }}</dc:description>",
    ),
    "lookalikes.docx": word_file(
        par("Judgment of [2023] EWCA Civ 9; see [12] and [14] to [16].")
        + par("The witness said “I seen [sic] him”. The name is [REDACTED].")
        + par("Write to <clerk@court.example>. The array is a[0] and the interval [0, 1].")
        + par("Contents ........................ ", field("PAGE", "2"))
        + par("☐ agreed ☐ not agreed [ ] other")
        + par("By: ____________________")
        + par("Name: ____________________"),
    ),
    "brief-serienbrief.docx": word_file(
        par("Sehr geehrte ", merge("Anrede"), " ", merge("Nachname", ""), ",")
        + par("Ihr Zeichen: [bitte ergänzen]. Termin: TT.MM.JJJJ, Zimmer «Zimmer».")
        + par("Er las »Die Räuber« und den «Standard»."),
        core="<dc:language>de-DE</dc:language>",
    ),
    "membership.pdf": pdf_file(
        (
            "Membership form",
            "Name",
            "Telephone",
            "Member number",
            "",
            "Plot: ________ size: ________",
            "Signed: ______________",
        ),
        info={"Title": "[Title]", "Author": "Allotment society"},
        fields=(("Name", ""), ("Telephone", ""), ("Member number", "118")),
    ),
    "quote.pdf": pdf_file(
        (
            "Quotation",
            "To: [Client name]",
            "Date: dd/mm/yyyy",
            "Price: £ TBC",
            "Valid for [30] days from the date above.",
        ),
        ("Terms", "1. Pay within 14 days [see note 2].", "2. Questions: <sales@fern.example>"),
        info={"Title": "Quotation for {{ client }}", "Subject": "Fencing"},
        notes=("[check price with Ana]", "Ana agreed, 4 May."),
    ),
    "letter-filled.pdf": pdf_file(
        (
            "Dear Mr Pope,",
            "your appeal APP/X/26/3301 was dismissed on 2 June 2026.",
            "See [2025] EWHC 31 (Admin) at [8].",
            "Signed: ______________",
        ),
        info={"Title": "Decision", "Author": "Planning"},
    ),
    "agenda.pdf": pdf_file(
        (
            "Agenda",
            "1. Welcome ......................... 1",
            "2. Speaker: N.N.",
            "3. Lorem ipsum dolor sit amet",
            "4. Close at ____ pm",
        ),
        info={"Title": "Agenda"},
        fields=(("Apologies", "none"),),
        notes=("TBC: room",),
    ),
    "tenancy-application.docx": word_file(
        par("Application for a tenancy, reference <Insert reference>")
        + par("Applicant: ", control("Click here to enter text.", prompt=True))
        + par("Household: ", control("Choose an item.", prompt=True), " Pets: ", control("one cat", prompt=False))
        + par("Previous address: ", form())
        + par("Moving in on: ", control("[date of moving in]", prompt=True), " or DD/MM/YYYY")
        + par("☐ I have read the notes [overleaf]. Signed: ________________"),
    ),
    "award-letter.docx": word_file(
        par("Dear ", merge("FirstName"), ",")
        + par("your grant is paid on 3 July 2026. Your officer, <<Officer>>, will call. Room: TBC.")
        + par("Code for the bank: ", field("DOCPROPERTY Code", "AW-14")),
        stories={
            "header": par("To: ", merge("Address")),
            "footer": par("Sent by ", control("Enter your name", prompt=True)),
        },
    ),
    "consent-form.pdf": pdf_file(
        (
            "Consent to a school visit",
            "Child",
            "Allergies",
            "Class",
            "Day of the visit: __/__/____",
            "Signature of parent: ______________",
        ),
        info={"Title": "Consent", "Subject": "[Subject]"},
        fields=(("Child", ""), ("Allergies", ""), ("Class", "4M")),
        notes=("Seen by the head [JR].",),
    ),
    "foster-review.docx": word_file(
        par("Review of ", merge("Child"), " on 9 July 2026")
        + par("Chair: ", control("Click or tap here to enter text.", prompt=True), note_mark("comment"))
        + table(("Question", "Answer"), ("Views", "[views of the child]"), ("School", "Year 5, settled"))
        + par("Contact: ", control("Choose an item.", prompt=True), ", ", control("weekly", prompt=False))
        + par("Next review: ", control("Click to enter a date.", prompt=True), " at ", form())
        + par("The plan is agreed [see minute 4]."),
        stories={"comments": par("Ring the school on ____________ first.")},
    ),
    "hearing-notice.docx": word_file(
        par("Notice of hearing: SA26C00117, [2026] list 4")
        + par("Before ", control("name of the judge", prompt=True), " on DD.MM.YYYY in [court room].")
        + par("Time allowed: ", form("30 minutes"))
        + par("By order: ____________________"),
    ),
    "allergy-card.pdf": pdf_file(
        (
            "Allergy card {{ card.number }}",
            "Name",
            "Medicine",
            "Dose",
            "Reviewed by: TBC",
            "Holder signs here: ____________",
        ),
        info={"Title": "Allergy card"},
        fields=(("Name", ""), ("Medicine", ""), ("Dose", "2 ml")),
    ),
}


def main() -> None:
    """Write the files."""
    for name, content in FILES.items():
        (Path(__file__).parent / "documents" / name).write_bytes(content)


if __name__ == "__main__":
    main()
