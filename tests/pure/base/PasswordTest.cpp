// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Password.h"

#include <QTest>

using namespace waxwing;

class PasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prepares_data();
    void prepares();
    void refuses_data();
    void refuses();
};

void PasswordTest::prepares_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("prepared");
    const auto row = [](const char *name, const QString &typed, const QString &prepared) {
        QTest::newRow(name) << typed << prepared;
    };
    // RFC 8265 §4.3 by its numbers; 14 and 16 are longer here, since 8 code points are the least.
    row("RFC 8265 12", QStringLiteral("correct horse battery staple"),
        QStringLiteral("correct horse battery staple"));
    row("RFC 8265 13", QStringLiteral("Correct Horse Battery Staple"),
        QStringLiteral("Correct Horse Battery Staple"));
    row("RFC 8265 14", QStringLiteral("\u03c0\u00df\u00e5\u00e5\u03c0\u00df\u00e5\u00e5"),
        QStringLiteral("\u03c0\u00df\u00e5\u00e5\u03c0\u00df\u00e5\u00e5"));
    row("RFC 8265 15", QStringLiteral("Jack of \u2666s"), QStringLiteral("Jack of \u2666s"));
    row("RFC 8265 16", QStringLiteral("foo\u1680bar2"), QStringLiteral("foo bar2"));
    row("all spaces", QStringLiteral("a\u00a0b\u2003c\u3000d\u202fe"), QStringLiteral("a b c d e"));
    row("spaces at the ends stay", QStringLiteral("  123456  "), QStringLiteral("  123456  "));
    row("composed", QStringLiteral("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"),
        QStringLiteral("\u00e9").repeated(8));
    row("not compatible", QStringLiteral("\uff21\ufb01345678"), QStringLiteral("\uff21\ufb01345678"));
    row("case and ignorables stay", QStringLiteral("Stra\u00dfe\u200d\u00ad"),
        QStringLiteral("Stra\u00dfe\u200d\u00ad"));
    row("emoji", QStringLiteral("\U0001F600").repeated(8), QStringLiteral("\U0001F600").repeated(8));
    row("private use", QStringLiteral("\ue000").repeated(8), QStringLiteral("\ue000").repeated(8));
    row("longest", QString(128, u'x'), QString(128, u'x'));
    row("longest after composing", QStringLiteral("a\u0308").repeated(128),
        QStringLiteral("\u00e4").repeated(128));
}

void PasswordTest::prepares()
{
    QFETCH(QString, typed);
    QFETCH(QString, prepared);
    const Result<SecretBytes> result = preparePassword(typed);
    QVERIFY(result.has_value());
    QCOMPARE(toView(result->span()).toByteArray(), prepared.toUtf8());
}

void PasswordTest::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Code>("code");
    const QString seven = QStringLiteral("1234567");
    QTest::newRow("empty") << QString() << Code::PasswordTooShort;
    QTest::newRow("seven") << seven << Code::PasswordTooShort;
    QTest::newRow("seven after composing")
        << seven.chopped(1) + QStringLiteral("e\u0301") << Code::PasswordTooShort;
    QTest::newRow("seven of two units") << QStringLiteral("\U0001F600").repeated(7) << Code::PasswordTooShort;
    QTest::newRow("129") << QString(129, u'x') << Code::PasswordTooLong;
    QTest::newRow("129 of two units") << QStringLiteral("\U0001F600").repeated(129) << Code::PasswordTooLong;
    // RFC 8265 §4.3, 17.
    QTest::newRow("tab") << QStringLiteral("my cat is a \tby") << Code::PasswordCharacter;
    QTest::newRow("zero") << seven + QChar(0) << Code::PasswordCharacter;
    QTest::newRow("delete") << seven + QChar(0x7F) << Code::PasswordCharacter;
    QTest::newRow("C1") << seven + QChar(0x85) << Code::PasswordCharacter;
    QTest::newRow("half a pair") << seven + QChar(0xDC00) << Code::PasswordCharacter;
    QTest::newRow("noncharacter") << seven + QChar(0xFDD0) << Code::PasswordCharacter;
    QTest::newRow("last noncharacter") << seven + QStringLiteral("\U0010FFFF") << Code::PasswordCharacter;
    QTest::newRow("unassigned in 15.0") << seven + QStringLiteral("\U0001FAE9") << Code::PasswordCharacter;
    QTest::newRow("character before length") << QStringLiteral("\u0001") << Code::PasswordCharacter;
}

void PasswordTest::refuses()
{
    QFETCH(QString, typed);
    QFETCH(Code, code);
    const Result<SecretBytes> result = preparePassword(typed);
    QVERIFY(!result.has_value());
    QCOMPARE(QString(codeName(result.error().code)), QString(codeName(code)));
    QVERIFY(result.error().detail.isEmpty()); // nothing of a password goes to a log
}

QTEST_GUILESS_MAIN(PasswordTest)
#include "PasswordTest.moc"
