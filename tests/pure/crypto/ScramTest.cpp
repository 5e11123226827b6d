// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "Scram.h"
#include "SystemRandom.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

// RFC 7677 §3.
constexpr BytesView clientNonce = "rOprNGfwEbeRWgbNEkqO";
constexpr BytesView serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
constexpr BytesView rfcServerFirst =
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
constexpr BytesView rfcClientFinal = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                     "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
constexpr BytesView rfcServerFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
constexpr int few = 4'096; ///< iterations in tests, which are not about time

const Bytes salt = QByteArrayLiteral("sixteen bytes ok");
const Bytes exporter = Bytes(32, '\x5a');

ScramClientKeys keysFor(BytesView password)
{
    return deriveScramKeys(toSpan(password), salt, few);
}

/// A client and a server that have come to client-final.
struct Exchange
{
    ScramClient client = *ScramClient::start(u"ada", "clientnonce");
    ScramServer server = *ScramServer::start("p=waxwing-exporter,,n=ada,r=clientnonce");
    Bytes serverFirst;

    explicit Exchange(BytesView password = "right password")
    {
        serverFirst = server.serverFirst(scramVerifier(keysFor(password)), "servernonce");
    }
    Bytes clientFinal(BytesView password, const Bytes &binding = exporter)
    {
        const auto challenge = client.challenge(serverFirst, few);
        return client.clientFinal(keysFor(password), toSpan(binding));
    }
};

} // namespace

class ScramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7677Client()
    {
        auto client = ScramClient::start(u"user", clientNonce);
        QVERIFY(client);
        client->setChannelBinding("n,,", {});
        QCOMPARE(client->clientFirst(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        const auto challenge = client->challenge(rfcServerFirst, few);
        QVERIFY(challenge);
        QCOMPARE(challenge->iterations, 4'096);
        QCOMPARE(challenge->salt, Bytes::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="));
        const ScramClientKeys keys =
            deriveScramKeys(toSpan(BytesView("pencil")), challenge->salt, challenge->iterations);
        QCOMPARE(client->clientFinal(keys, toSpan(exporter)), rfcClientFinal);
        QVERIFY(client->finish(rfcServerFinal));
    }

    void rfc7677Server()
    {
        const ScramVerifier verifier = scramVerifier(deriveScramKeys(
            toSpan(BytesView("pencil")), Bytes::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="), 4'096));
        auto server = ScramServer::start("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", "n,,");
        QVERIFY(server);
        QCOMPARE(server->username(), QStringLiteral("user"));
        QCOMPARE(server->serverFirst(verifier, serverNonce), rfcServerFirst);
        const auto serverFinal = server->finish(rfcClientFinal, {});
        QVERIFY(serverFinal);
        QCOMPARE(*serverFinal, rfcServerFinal);
    }

    void withChannelBinding()
    {
        SystemRandom random;
        auto client = ScramClient::start(u"Zażółć", random);
        QVERIFY(client);
        QVERIFY(client->clientFirst().startsWith("p=waxwing-exporter,,n=Zażółć,r="));
        auto server = ScramServer::start(client->clientFirst());
        QVERIFY(server);
        QCOMPARE(server->username(), QStringLiteral("Zażółć"));
        const Bytes serverFirst = server->serverFirst(scramVerifier(keysFor("right password")), random);
        QCOMPARE(serverFirst.indexOf(','), 2 + 24 + 24); // 18 bytes of nonce from each
        QVERIFY(client->challenge(serverFirst, few));
        const Bytes clientFinal = client->clientFinal(keysFor("right password"), toSpan(exporter));
        QVERIFY(clientFinal.startsWith("c=" + ("p=waxwing-exporter,," + exporter).toBase64() + ",r="));
        const auto serverFinal = server->finish(clientFinal, toSpan(exporter));
        QVERIFY(serverFinal);
        QVERIFY(client->finish(*serverFinal));
    }

    void verifiersOfEqualPasswordsDiffer()
    {
        const auto one = scramVerifier(keysFor("same password"));
        const auto two =
            scramVerifier(deriveScramKeys(toSpan(BytesView("same password")), "sixteen bytes no", few));
        QVERIFY(one.storedKey != two.storedKey);
        QVERIFY(one.serverKey != two.serverKey);
        const ScramClientKeys keys = keysFor("same password");
        const ScramClientKeys copy = keys.clone();
        QCOMPARE(toHex(copy.clientKey), toHex(keys.clientKey));
        QCOMPARE(copy.iterations, few);
    }

    void wrongPasswordAndWrongHost()
    {
        Exchange exchange;
        const auto refused = exchange.server.finish(exchange.clientFinal("wrong password"), toSpan(exporter));
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(Code::PasswordWrong));

        Exchange other; // the host has another ServerKey, as one that does not know the password
        const Bytes clientFinal = other.clientFinal("right password");
        for (const Bytes &answer :
             {Bytes("v=") + Bytes(32, 'x').toBase64(), Bytes("v="), Bytes(), Bytes("e=other-error"),
              *other.server.finish(clientFinal, toSpan(exporter)) + ",x=y",
              *other.server.finish(clientFinal, toSpan(exporter)) + "="}) {
            const auto finished = other.client.finish(answer);
            QVERIFY(!finished);
            QCOMPARE(int(finished.error().code), int(Code::NotTheHostThatKnowsYou));
        }
        QVERIFY(other.client.finish(*other.server.finish(clientFinal, toSpan(exporter))));
        QVERIFY(!Exchange().client.finish("v=")); // before client-final nothing is right
    }

    /// A login relayed to another link: the proof is right, the binding is not.
    void anotherExporterIsRefused()
    {
        Exchange exchange;
        const Bytes clientFinal = exchange.clientFinal("right password", Bytes(32, '\x01'));
        const auto refused = exchange.server.finish(clientFinal, toSpan(exporter));
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(Code::Malformed));
        QVERIFY(exchange.server.finish(clientFinal, toSpan(Bytes(32, '\x01'))));
    }

    void namesThatTheClientRefuses()
    {
        SystemRandom random;
        for (const QString &name :
             {QString(), QStringLiteral("a,b"), QStringLiteral("a=b"), QStringLiteral("a\nb"),
              QString(QChar(0)), QStringLiteral("a\u0085"), QString(QChar(0xd800))}) {
            const auto client = ScramClient::start(name, random);
            QVERIFY(!client);
            QCOMPARE(int(client.error().code), int(Code::NameCharacter));
        }
    }

    void clientFirstRefused_data()
    {
        QTest::addColumn<Bytes>("text");
        const auto row = [](const Bytes &text) {
            QTest::addRow("%s", text.toPercentEncoding().constData()) << text;
        };
        row("");
        row("n,,n=ada,r=abc");
        row("y,,n=ada,r=abc");
        row("p=tls-exporter,,n=ada,r=abc");
        row("P=waxwing-exporter,,n=ada,r=abc");
        row("p=waxwing-exporter,a=bob,n=ada,r=abc");
        row("p=waxwing-exporter,,m=x,n=ada,r=abc");
        row("p=waxwing-exporter,,n=ada,r=abc,m=x");
        row("p=waxwing-exporter,,n=ada,r=abc,x=y");
        row("p=waxwing-exporter,,n=ada,r=abc,");
        row("p=waxwing-exporter,,r=abc,n=ada");
        row("p=waxwing-exporter,,n=ada");
        row("p=waxwing-exporter,,n=ada,r=");
        row("p=waxwing-exporter,,n=,r=abc");
        row("p=waxwing-exporter,,n=a=2Cb,r=abc");
        row("p=waxwing-exporter,,n=a=3Db,r=abc");
        row("p=waxwing-exporter,,n=ada,r=a bc");
        row("p=waxwing-exporter,,n=ada,r=a\x7f");
        row("p=waxwing-exporter,,n=ada,r=ż");
        row("p=waxwing-exporter,,n=\xff,r=abc");
        row("p=waxwing-exporter,,n=\xed\xa0\x80,r=abc");
        row(Bytes("p=waxwing-exporter,,n=a\0b,r=abc", 31));
        row("p=waxwing-exporter,,n=a\tb,r=abc");
        row("p=waxwing-exporter,,n=a\x7f,r=abc");
        row("p=waxwing-exporter,,n=a\xc2\x85,r=abc"); // U+0085
        row("p=waxwing-exporter,,n=ada,r=" + Bytes(129, 'x'));
    }
    void clientFirstRefused()
    {
        QFETCH(Bytes, text);
        const auto server = ScramServer::start(text);
        QVERIFY(!server);
        QCOMPARE(int(server.error().code), int(Code::Malformed));
        QVERIFY(ScramServer::start("p=waxwing-exporter,,n=ada,r=abc"));
        // U+FEFF is a character like others (PROTOCOL 4): nobody has such a name.
        const auto marked = ScramServer::start("p=waxwing-exporter,,n=\xef\xbb\xbf"
                                               "ada,r=abc");
        QVERIFY(marked);
        QCOMPARE(marked->username(), QStringLiteral("\uFEFFada"));
    }

    void serverFirstRefused_data()
    {
        QTest::addColumn<Bytes>("text");
        const auto row = [](const Bytes &text) {
            QTest::addRow("%s", text.toPercentEncoding().constData()) << text;
        };
        const Bytes nonce = "r=clientnonce";
        const Bytes good = ",s=" + salt.toBase64();
        row("");
        row("m=x," + nonce + "more" + good + ",i=600000");
        row(nonce + "more" + good + ",i=600000,x=y");
        row(nonce + "more" + good);
        row(nonce + good + ",i=600000");
        row("r=othernonce" + good + ",i=600000");
        row("r=Clientnoncemore" + good + ",i=600000");
        row(nonce + "mo re" + good + ",i=600000");
        row(nonce + Bytes(129, 'x') + good + ",i=600000");
        row(nonce + "more" + good + ",i=599999");
        row(nonce + "more" + good + ",i=10000001");
        row(nonce + "more" + good + ",i=4294967896");
        row(nonce + "more" + good + ",i=99999999999999999999");
        row(nonce + "more" + good + ",i=0600000");
        row(nonce + "more" + good + ",i=+600000");
        row(nonce + "more" + good + ",i=-600000");
        row(nonce + "more" + good + ",i=600000 ");
        row(nonce + "more" + good + ",i=6e5");
        row(nonce + "more" + good + ",i=");
        row(nonce + "more,s=" + Bytes(15, 's').toBase64() + ",i=600000");
        row(nonce + "more,s=" + Bytes(65, 's').toBase64() + ",i=600000");
        row(nonce + "more,s=,i=600000");
        row(nonce + "more,s=" + salt.toBase64().chopped(1) + ",i=600000");
        row(nonce + "more,s=" + salt.toBase64().chopped(3) + "x==,i=600000"); // bits that stand for nothing
        row(nonce + "more,s=" + salt.toBase64() + "\n,i=600000");
        row(nonce + "more,s=" + salt.toBase64(QByteArray::OmitTrailingEquals) + ",i=600000");
        row(nonce + "more,i=600000" + good);
        row("e=unknown-user");
    }
    void serverFirstRefused()
    {
        QFETCH(Bytes, text);
        auto client = ScramClient::start(u"ada", "clientnonce");
        const auto challenge = client->challenge(text);
        QVERIFY(!challenge);
        QCOMPARE(int(challenge.error().code), int(Code::Malformed));
    }

    void serverFirstTaken()
    {
        for (const qsizetype size : {16, 64})
            for (const int iterations : {600'000, 10'000'000}) {
                auto client = ScramClient::start(u"ada", "clientnonce");
                const auto challenge = client->challenge(
                    "r=clientnoncemore,s=" + Bytes(size, 's').toBase64() + ",i=" + Bytes::number(iterations));
                QVERIFY(challenge);
                QCOMPARE(challenge->iterations, iterations);
                QCOMPARE(challenge->salt, Bytes(size, 's'));
            }
    }

    void clientFinalRefused()
    {
        Exchange exchange;
        const Bytes good = exchange.clientFinal("right password");
        QVERIFY(exchange.server.finish(good, toSpan(exporter)));
        const QList<Bytes> parts = good.split(',');
        const Bytes unbound = "c=" + Bytes("p=waxwing-exporter,,").toBase64();
        const Bytes header = "c=" + ("n,," + exporter).toBase64();
        const QList<Bytes> bad{
            Bytes(),
            parts[0] + "," + parts[1],
            parts[0] + "," + parts[2] + "," + parts[1],
            parts[1] + "," + parts[0] + "," + parts[2],
            good + ",x=y",
            parts[0] + "," + parts[1] + ",x=y," + parts[2],
            unbound + "," + parts[1] + "," + parts[2],
            header + "," + parts[1] + "," + parts[2],
            "c=biws," + parts[1] + "," + parts[2],
            parts[0] + "=," + parts[1] + "," + parts[2],
            parts[0] + ",r=clientnonce," + parts[2],
            parts[0] + "," + parts[1] + "x," + parts[2],
            parts[0] + "," + parts[1] + ",p=" + Bytes(31, 'p').toBase64(),
            parts[0] + "," + parts[1] + ",p=" + Bytes(33, 'p').toBase64(),
            parts[0] + "," + parts[1] + ",p=",
            parts[0] + "," + parts[1] + "," + parts[2] + " ",
            good.chopped(1),
        };
        for (const Bytes &text : bad) {
            const auto refused = exchange.server.finish(text, toSpan(exporter));
            QVERIFY2(!refused, text.constData());
            QCOMPARE(int(refused.error().code), int(Code::Malformed));
        }
        const auto early =
            ScramServer::start("p=waxwing-exporter,,n=ada,r=abc")->finish(good, toSpan(exporter));
        QVERIFY(!early);
        QCOMPARE(int(early.error().code), int(Code::Unexpected));
    }
};

QTEST_GUILESS_MAIN(ScramTest)
#include "ScramTest.moc"
