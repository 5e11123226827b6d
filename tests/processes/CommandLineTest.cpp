// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

namespace waxwing {

/// What the program answers at its command line, without a display.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDissectorIsPrintedByteForByte()
    {
        QFile source(QStringLiteral(WAXWING_SOURCE_DIR "/resources/wireshark/waxwing.lua"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray bytes = source.readAll();
        QVERIFY(!bytes.isEmpty());
        const Answer answer = ask({QStringLiteral("--print-dissector")});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.output, bytes);
        QCOMPARE(answer.errors, QByteArray());
    }

    void aDissectorThatCannotBeWrittenIsAFailure()
    {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("NOT TESTED: needs /dev/full, a disk that is always full");
        const Answer answer = ask({QStringLiteral("--print-dissector")}, QStringLiteral("/dev/full"));
        QCOMPARE(answer.status, 1);
        QVERIFY(!answer.errors.isEmpty());
    }

    void helpTellsOfIt()
    {
        const Answer answer = ask({QStringLiteral("--help")});
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.output.contains("--print-dissector"));
        QCOMPARE(ask({QStringLiteral("--print-disector")}).status, 2);
    }

private:
    struct Answer
    {
        int status = -1;
        QByteArray output;
        QByteArray errors;
    };

    static Answer ask(const QStringList &arguments, const QString &outputFile = {})
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        program.setProcessEnvironment(environment);
        if (!outputFile.isEmpty())
            program.setStandardOutputFile(outputFile);
        program.start(QStringLiteral(WAXWING_PROGRAM), arguments);
        if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
            return {};
        return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
    }
};

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::CommandLineTest)
#include "CommandLineTest.moc"
