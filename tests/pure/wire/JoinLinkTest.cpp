// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JoinLink.h"

#include <QTest>

using namespace waxwing;

namespace {
const QString key = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
const QString invite = QStringLiteral("MFRGGZDFMZTWQ2LK");
} // namespace

class JoinLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char *typed, const char *canonical) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(canonical);
        };
        row("192.168.1.10", "192.168.1.10:12345");
        row("192.168.1.10:1", "192.168.1.10:1");
        row("192.168.1.10:65535", "192.168.1.10:65535");
        row("  10.0.0.1:80\n", "10.0.0.1:80");
        row("127.0.0.1", "127.0.0.1:12345");
        row("223.255.255.255", "223.255.255.255:12345");
        row("fd12:7a::10", "[fd12:7a::10]:12345");
        row("[fd12:7a::10]", "[fd12:7a::10]:12345");
        row("[fd12:7a::10]:12346", "[fd12:7a::10]:12346");
        row("::1", "[::1]:12345");
        row("[::1]:5", "[::1]:5");
        row("FD12:007A:0:0:0:0:0:0010", "[fd12:7a::10]:12345");
        row("2001:db8::", "[2001:db8::]:12345");
        row("2001:db8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]:12345");
        row("2001:db8:0:1:1:1:1:1", "[2001:db8:0:1:1:1:1:1]:12345");
        row("2001:0:0:1:0:0:0:1", "[2001:0:0:1::1]:12345");
        row("1:2:3:4:5:6:7::", "[1:2:3:4:5:6:7:0]:12345");
        row("::2:3:4:5:6:7:8", "[0:2:3:4:5:6:7:8]:12345");
        row("2001:db8::192.0.2.1", "[2001:db8::c000:201]:12345");
        row("::ffff:192.168.1.10", "192.168.1.10:12345");
        row("[::ffff:192.168.1.10]:80", "192.168.1.10:80");
        row("::ffff:c0a8:10a", "192.168.1.10:12345");
        row("0:0:0:0:0:FFFF:192.168.1.10", "192.168.1.10:12345");
        row("fec0::1", "[fec0::1]:12345");
        row("fe7f::1", "[fe7f::1]:12345");
    }
    void addresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, canonical);
        const auto address = parseHostAddress(typed);
        QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
        QCOMPARE(address->text(), canonical);
        QCOMPARE(parseHostAddress(address->text()), address); // and back
    }

    void hostileAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        const char *const rows[] = {"",
                                    " ",
                                    ":",
                                    "::",
                                    "[::]",
                                    "[]",
                                    "[",
                                    "]",
                                    "[]:80",
                                    "0.0.0.0",
                                    "0.1.2.3",
                                    "localhost",
                                    "host:12345",
                                    "example.org",
                                    "1",
                                    "1.2",
                                    "1.2.3",
                                    "1.2.3.4.5",
                                    "1.2.3.",
                                    ".1.2.3",
                                    "1..2.3",
                                    "1.2.3.256",
                                    "1.2.3.999999999999",
                                    "1.2.3.04",
                                    "01.2.3.4",
                                    "1.2.3.0x4",
                                    "0x7f000001",
                                    "2130706433",
                                    "-1.2.3.4",
                                    "+1.2.3.4",
                                    "1.2.3.4 5",
                                    "1. 2.3.4",
                                    "1.2.3.4:",
                                    "1.2.3.4:0",
                                    "1.2.3.4:00",
                                    "1.2.3.4:080",
                                    "1.2.3.4:65536",
                                    "1.2.3.4:99999999999",
                                    "1.2.3.4:-1",
                                    "1.2.3.4:+1",
                                    "1.2.3.4:1a",
                                    "1.2.3.4: 1",
                                    "1.2.3.4:80:80",
                                    "[1.2.3.4]",
                                    "[1.2.3.4]:80",
                                    "1.2.3.4/24",
                                    "user@1.2.3.4",
                                    "169.254.0.1",
                                    "169.254.255.255:80",
                                    "224.0.0.1",
                                    "239.1.1.1",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "fe80::1",
                                    "[fe80::1]:80",
                                    "fe80::1%eth0",
                                    "[fe80::1%25eth0]:80",
                                    "febf::1",
                                    "ff02::1",
                                    "[ff02::1]:80",
                                    "fd12::1%eth0",
                                    "::ffff:169.254.1.1",
                                    "::ffff:0.0.0.0",
                                    "::ffff:224.0.0.1",
                                    ":::",
                                    "1:::2",
                                    "1::2::3",
                                    "1:2:3:4:5:6:7",
                                    "1:2:3:4:5:6:7:8:9",
                                    "1:2:3:4:5:6:7:8::",
                                    "::1:2:3:4:5:6:7:8",
                                    "1:2:3:4::5:6:7:8",
                                    "12345::1",
                                    "g::1",
                                    "fd12:7a::10:",
                                    ":fd12:7a::10",
                                    "fd12::1.2.3",
                                    "fd12::1.2.3.4.5",
                                    "fd12::1.2.3.256",
                                    "1.2.3.4::1",
                                    "::1.2.3.4:5",
                                    "fd12::+1",
                                    "fd12:: 1",
                                    "[fd12::1",
                                    "fd12::1]",
                                    "[fd12::1]80",
                                    "[fd12::1]:",
                                    "[fd12::1]:0",
                                    "[fd12::1]:65536",
                                    "[[fd12::1]]",
                                    "[fd12::1]:80:80",
                                    "x[fd12::1]"};
        for (const char *row : rows)
            QTest::addRow("\"%s\"", row) << QString::fromLatin1(row);
        QTest::newRow("full-width digits") << QStringLiteral("１.2.3.4");
        QTest::newRow("Arabic digits in the port") << QStringLiteral("1.2.3.4:٨٠");
        QTest::newRow("NUL") << QString(QStringLiteral("1.2.3.4") + QChar(u'\0'));
        QTest::newRow("64 KiB of colons") << QString(65'536, u':');
        QTest::newRow("64 KiB of digits") << QString(65'536, u'1');
    }
    void hostileAddresses()
    {
        QFETCH(QString, typed);
        const auto address = parseHostAddress(typed);
        QVERIFY(!address);
        QCOMPARE(address.error().code, Code::AddressInvalid);
    }

    void aLinkAndBack()
    {
        JoinLink link;
        link.addresses = {{QStringLiteral("192.168.1.10"), 12345}, {QStringLiteral("fd12:7a::10"), 12346}};
        link.key = key;
        link.invite = invite;
        QCOMPARE(link.text(), QStringLiteral("waxwing://192.168.1.10:12345/?key=") + key +
                                  QStringLiteral("&invite=") + invite +
                                  QStringLiteral("&at=[fd12:7a::10]:12346"));
        const auto back = parseJoinLink(link.text());
        QVERIFY(back);
        QCOMPARE(back->addresses, link.addresses);
        QCOMPARE(back->key, key);
        QCOMPARE(back->invite, invite);
        link.invite.clear();
        link.addresses.removeLast();
        QCOMPARE(link.text(), QStringLiteral("waxwing://192.168.1.10:12345/?key=") + key);
    }

    void linksAsPeoplePasteThem_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
        const QString start = QStringLiteral("waxwing://10.0.0.1:12345/?key=");
        row("plain", start + key);
        row("lower case", start + key.toLower());
        row("grouped", start + QStringLiteral("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"));
        row("escaped", start + QStringLiteral("%41BCDEFGHIJKLMNOPQRSTUVWXYZ23456%37"));
        row("scheme in capitals", QStringLiteral("WAXWING://10.0.0.1:12345/?key=") + key);
        row("no slash", QStringLiteral("waxwing://10.0.0.1:12345?key=") + key);
        row("no port", QStringLiteral("waxwing://10.0.0.1/?key=") + key);
        row("white space around", QStringLiteral(" \n") + start + key + QStringLiteral("\r\n"));
        row("unknown parameters",
            QStringLiteral("waxwing://10.0.0.1:12345/?a=b&&x&key=") + key + QStringLiteral("&room=%20&=&z="));
        row("empty invite", start + key + QStringLiteral("&invite="));
        row("the same address again", start + key + QStringLiteral("&at=10.0.0.1:12345&at=10.0.0.1"));
    }
    void linksAsPeoplePasteThem()
    {
        QFETCH(QString, text);
        const auto link = parseJoinLink(text);
        QVERIFY2(link, qPrintable(link ? QString() : link.error().detail));
        QCOMPARE(link->key, key);
        QCOMPARE(link->invite, QString());
        QCOMPARE(link->addresses, (QList<HostAddress>{{QStringLiteral("10.0.0.1"), 12345}}));
    }

    void escapedBrackets()
    {
        const auto link =
            parseJoinLink(QStringLiteral("waxwing://[fd12::1]:7/?key=") + key +
                          QStringLiteral("&at=%5Bfd12%3A%3A2%5d%3A8&invite=mfrg-gzdf-mztw-q2lk"));
        QVERIFY(link);
        QCOMPARE(link->addresses,
                 (QList<HostAddress>{{QStringLiteral("fd12::1"), 7}, {QStringLiteral("fd12::2"), 8}}));
        QCOMPARE(link->invite, invite);
    }

    void hostileLinks_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
        const QString host = QStringLiteral("waxwing://10.0.0.1:12345/");
        const QString good = host + QStringLiteral("?key=") + key;
        row("nothing", QString());
        row("another scheme", QStringLiteral("http://10.0.0.1:12345/?key=") + key);
        row("lesson scheme", QStringLiteral("waxwing-lesson://10.0.0.1:12345/?key=") + key);
        row("no scheme", QStringLiteral("10.0.0.1:12345/?key=") + key);
        row("one slash", QStringLiteral("waxwing:/10.0.0.1:12345/?key=") + key);
        row("no address", QStringLiteral("waxwing:///?key=") + key);
        row("a host name", QStringLiteral("waxwing://host.local:12345/?key=") + key);
        row("a link-local address", QStringLiteral("waxwing://[fe80::1]:12345/?key=") + key);
        row("user information", QStringLiteral("waxwing://me@10.0.0.1:12345/?key=") + key);
        row("a path", QStringLiteral("waxwing://10.0.0.1:12345/room?key=") + key);
        row("port 0", QStringLiteral("waxwing://10.0.0.1:0/?key=") + key);
        row("bare IPv6 and port", QStringLiteral("waxwing://fd12:7a:0:0:0:0:0:10:12345/?key=") + key);
        row("no query", host);
        row("no key", host + QStringLiteral("?invite=") + invite);
        row("empty key", host + QStringLiteral("?key="));
        row("key without a value", host + QStringLiteral("?key"));
        row("key in capitals", host + QStringLiteral("?KEY=") + key);
        row("short key", host + QStringLiteral("?key=") + key.chopped(1));
        row("long key", good + QStringLiteral("A"));
        row("key with 1", host + QStringLiteral("?key=1") + key.sliced(1));
        row("key with padding", good + QStringLiteral("===="));
        row("two keys", good + QStringLiteral("&key=") + key);
        row("short invite", good + QStringLiteral("&invite=") + invite.chopped(1));
        row("long invite", good + QStringLiteral("&invite=") + invite + invite);
        row("two invites", good + QStringLiteral("&invite=") + invite + QStringLiteral("&invite=") + invite);
        row("at nowhere", good + QStringLiteral("&at="));
        row("at a name", good + QStringLiteral("&at=example.org"));
        row("at a link-local address", good + QStringLiteral("&at=169.254.1.1"));
        row("half an escape", good + QStringLiteral("&x=%"));
        row("half an escape more", good + QStringLiteral("&x=%4"));
        row("an escape with a sign", good + QStringLiteral("&x=%+4"));
        row("an escape with a space", good + QStringLiteral("&x=% 4"));
        row("an escape that is not UTF-8", good + QStringLiteral("&x=%FF"));
        row("a fragment in the key", good + QStringLiteral("#x"));
        row("too long", good + QStringLiteral("&x=") + QString(2'048, u'x'));
        QString many = good;
        for (int i = 1; i <= 16; ++i)
            many += QStringLiteral("&at=10.0.1.%1").arg(i);
        row("17 addresses", many);
    }
    void hostileLinks()
    {
        QFETCH(QString, text);
        const auto link = parseJoinLink(text);
        QVERIFY(!link);
        QCOMPARE(link.error().code, Code::LinkInvalid);
    }
};

QTEST_GUILESS_MAIN(JoinLinkTest)
#include "JoinLinkTest.moc"
