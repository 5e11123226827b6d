// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LessonSheet.h"

#include "PageProbe.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace waxwing;

namespace {

QString html()
{
    QFile file(QStringLiteral(":/lesson/lesson.html"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// What `expression` captures, everywhere in the sheet.
QStringList allOf(const QString &expression)
{
    QStringList found;
    const QRegularExpression pattern(expression, QRegularExpression::DotMatchesEverythingOption);
    for (auto match = pattern.globalMatch(html()); match.hasNext();)
        found.append(match.next().captured(1));
    return found;
}

#ifdef Q_OS_UNIX
/// As long as it lives, this program can write no file above 1,000 bytes.
class SmallFilesOnly
{
public:
    SmallFilesOnly() : m_before(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_usual);
        const rlimit small{1'000, m_usual.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFilesOnly()
    {
        setrlimit(RLIMIT_FSIZE, &m_usual);
        std::signal(SIGXFSZ, m_before);
    }
    Q_DISABLE_COPY_MOVE(SmallFilesOnly)

private:
    void (*m_before)(int);
    rlimit m_usual{};
};
#endif

} // namespace

/// The lesson sheet, from the program's own resources.
class LessonSheetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepIsThere()
    {
        LessonSheet sheet;
        const QString words = sheet.sheet()->toPlainText();
        for (const char *part : {"1 · ", "2 · ", "3 · ", "4 · ", "5 · ", "6 · ", "7 · "})
            QVERIFY2(words.contains(QString::fromUtf8(part)), part);
    }

    void takesTwentyMinutes()
    {
        int minutes = 0;
        for (const QString &part : allOf(QStringLiteral("<h2>\\d · [^<]*\\((\\d+) minutes\\)</h2>")))
            minutes += part.toInt();
        QCOMPARE(minutes, 20);
    }

    void everyQuestionHasAnAnswer()
    {
        const QStringList questions = allOf(QStringLiteral("<b>Question (\\d+)\\.</b>"));
        QCOMPARE(questions, QStringList({"1", "2", "3", "4", "5"}));
        const QStringList answers = allOf(QStringLiteral("<h2>Answers</h2>\\s*<ol>(.*?)</ol>"));
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers.first().count(QStringLiteral("<li>")), questions.size());
    }

    void everyPictureIsInTheProgram()
    {
        const QStringList pictures = allOf(QStringLiteral("(<img[^>]*>)"));
        QVERIFY(pictures.size() >= 7);
        qint64 bytes = 0;
        for (const QString &picture : pictures) {
            static const QRegularExpression source(QStringLiteral("src=\"qrc(:/lesson/[^\"]+)\""));
            const QString path = source.match(picture).captured(1);
            const QImage image(path);
            QVERIFY2(!image.isNull() && image.width() <= 1200, qPrintable(picture));
            QVERIFY2(picture.contains(QRegularExpression(QStringLiteral("alt=\"[^\"]{20,}\""))),
                     "a picture needs words");
            bytes += QFile(path).size();
        }
        QVERIFY(bytes < 1'500'000);
        // Each has its line below it.
        QCOMPARE(allOf(QStringLiteral("<img[^>]*></p>\\s*<p class=\"caption\">([^<]+)</p>")).size(),
                 pictures.size());
        QVERIFY(!html().contains(QStringLiteral("http://")) && !html().contains(QStringLiteral("https://")));
    }

    void everyPictureFitsTheSheetAndThePaper()
    {
        for (const QString &width : allOf(QStringLiteral("<img[^>]* width=\"(\\d+)\"")))
            QVERIFY(width.toInt() <= 620); // A4 less its margins is 640 wide at 96 dpi
        QCOMPARE(allOf(QStringLiteral("<img[^>]* width=\"(\\d+)\"")).size(),
                 allOf(QStringLiteral("(<img)")).size());
    }

    void canBeHandedOut()
    {
        const QTemporaryDir folder;
        LessonSheet sheet;
        const QString path = folder.filePath(QStringLiteral("lesson.pdf"));
        sheet.savePdf(path);
        QTRY_VERIFY2_WITH_TIMEOUT(sheet.said().startsWith(QStringLiteral("Saved as")),
                                  qPrintable(sheet.said()), 20'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.count("/Subtype /Image") >= allOf(QStringLiteral("(<img)")).size()); // each, and as it is
        QVERIFY(pdf.contains("/Width 1000\n") && pdf.size() > 150'000);
        sheet.savePdf(folder.filePath(QStringLiteral("no/such/folder.pdf")));
        QTRY_VERIFY_WITH_TIMEOUT(sheet.said().contains(QStringLiteral("could not be saved")), 20'000);
        QVERIFY(sheet.said().contains(QStringLiteral("folder.pdf")));
    }

    void oldFileStaysUntilTheNewOneIsWhole()
    {
#ifdef Q_OS_UNIX
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("lesson.pdf"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("handed out last year") > 0);
        old.close();
        LessonSheet sheet;
        {
            const SmallFilesOnly full; // as on a disk that is full
            sheet.savePdf(path);
            QTRY_VERIFY_WITH_TIMEOUT(!sheet.said().startsWith(QStringLiteral("Saving")), 20'000);
        }
        QVERIFY2(sheet.said().contains(QStringLiteral("could not be saved")), qPrintable(sheet.said()));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("handed out last year"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
#else
        QSKIP("NOT TESTED: needs a system that limits the size of files (RLIMIT_FSIZE)");
#endif
    }

    void goneSheetIsNotTold()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("lesson.pdf"));
        {
            LessonSheet sheet;
            sheet.savePdf(path);
        }
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
        QCoreApplication::processEvents();
    }

    void everyPartHasAName()
    {
        const LessonSheet sheet;
        QVERIFY2(pageprobe::unnamed(sheet).isEmpty(), qPrintable(pageprobe::unnamed(sheet).join(u' ')));
    }
};

QTEST_MAIN(LessonSheetTest)
#include "LessonSheetTest.moc"
