// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ComparisonCode.h"
#include "DirectSides.h"
#include "GoldenText.h"

#include <QFile>
#include <QTest>

using namespace waxwing;

/// The worked example of a direct link in PROTOCOL 12, which another program made
/// (tests/processes/peer/direct_example.py): both ends under the same randomness come to the same frames,
/// byte for byte. RSA-OAEP and RSA-PSS draw randomness of their own, so ciphertext and signatures are the
/// recorded ones; they are opened and verified here.
class DirectTranscriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theHandshakeIsReproduced();
    void theRefreshIsReproduced();
    void theTalkIsReproduced();
    void theComparisonCodeIsReproduced();

private:
    Bytes at(const char *name) const { return m_recorded.value(QString::fromUtf8(name)); }
    Bytes frameOf(ChannelEnd &from) { return std::exchange(from.outgoing, {}); }
    Bytes carry(ChannelEnd &from, ChannelEnd &to)
    {
        const Bytes bytes = frameOf(from);
        ChannelPair::carry(framesOf(bytes), to);
        return bytes;
    }

    QHash<QString, Bytes> m_recorded;
    DirectSides m_sides;
    ScriptedRandom m_callerSource;
    ScriptedRandom m_calleeSource;
    std::unique_ptr<ChannelEnd> m_caller;
    std::unique_ptr<ChannelEnd> m_callee;
};

void DirectTranscriptTest::initTestCase()
{
    QFile file(QStringLiteral(WAXWING_SOURCE_DIR "/core/PROTOCOL.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString document = QString::fromUtf8(file.readAll());
    m_recorded = GoldenText::parse(document.section(QStringLiteral("<!-- golden-direct:begin -->"), 1, 1)
                                       .section(QStringLiteral("<!-- golden-direct:end -->"), 0, 0));
    QVERIFY(m_recorded.size() > 40);
    m_callerSource =
        ScriptedRandom(at("caller random") + at("caller X25519 private") + at("caller refresh X25519"));
    m_calleeSource = ScriptedRandom(at("callee random") + at("callee X25519 private") + at("S") +
                                    at("callee refresh X25519"));
    m_caller = std::make_unique<ChannelEnd>(m_sides.caller()(m_callerSource));
    m_callee = std::make_unique<ChannelEnd>(m_sides.callee()(m_calleeSource));
}

void DirectTranscriptTest::theHandshakeIsReproduced()
{
    QCOMPARE(m_sides.atCaller.context(), at("context"));
    m_callee->holdJobs = true;
    m_callee->take(m_callee->channel.start());
    m_caller->take(m_caller->channel.start());
    QCOMPARE(carry(*m_caller, *m_callee), at("frame 1"));
    m_callee->take(m_callee->channel.completed(
        m_callee->heldJob->number, Encapsulated{SecretBytes(toSpan(at("S"))), at("OAEP ciphertext")}));
    QCOMPARE(carry(*m_callee, *m_caller), at("frame 2"));
    QCOMPARE(carry(*m_caller, *m_callee), at("ready frame"));
    m_callee->take(m_callee->channel.completed(m_callee->heldJob->number, at("PSS signature of the callee")));
    m_callee->holdJobs = false;
    const Bytes proof = frameOf(*m_callee);
    QCOMPARE(proof, at("host frame"));
    m_caller->holdJobs = true;
    ChannelPair::carry(framesOf(proof), *m_caller);
    m_caller->take(m_caller->channel.completed(m_caller->heldJob->number, m_caller->heldJob->run()));
    QVERIFY(!m_caller->refusal()); // the recorded signature holds
    m_caller->take(m_caller->channel.completed(m_caller->heldJob->number, at("PSS signature of the caller")));
    m_caller->holdJobs = false;
    QCOMPARE(carry(*m_caller, *m_callee), at("guest frame"));
    QVERIFY(!m_callee->refusal());
    QCOMPARE(m_callee->channel.state(), SecureChannel::State::Open);
    QCOMPARE(m_caller->channel.state(), SecureChannel::State::Open);
}

void DirectTranscriptTest::theRefreshIsReproduced()
{
    QVERIFY(m_callee->channel.sealRefresh(m_callee->outgoing, m_callee->events));
    QCOMPARE(carry(*m_callee, *m_caller), at("refresh frame"));
    QVERIFY(m_caller->channel.sealRefreshAnswer(m_caller->outgoing, m_caller->events));
    QCOMPARE(carry(*m_caller, *m_callee), at("refreshed frame"));
    QVERIFY(m_callee->channel.sealRefreshAnswer(m_callee->outgoing, m_callee->events));
    QCOMPARE(carry(*m_callee, *m_caller), at("refresh_end frame"));
}

void DirectTranscriptTest::theTalkIsReproduced()
{
    const auto sealed = [](ChannelEnd &from, const Message &message) {
        Bytes out;
        from.channel.seal(encode(message), out, from.events);
        return out;
    };
    QCOMPARE(sealed(*m_callee, Told{0}), at("told frame of the callee"));
    QCOMPARE(sealed(*m_caller, Told{0}), at("told frame of the caller"));
    m_caller->channel.setUpdateEvery(1);
    QCOMPARE(sealed(*m_caller, Tell{1, 1'700'000'000'000, QStringLiteral("Hello, wörld"), {}, {}, {}}),
             at("tell frame") + at("update frame"));
    Bytes close;
    QVERIFY(m_callee->channel.sealClose(quint8(Code::Left), close));
    QCOMPARE(close, at("close frame"));
}

void DirectTranscriptTest::theComparisonCodeIsReproduced()
{
    QCOMPARE(
        comparisonCode::code(m_sides.zoe->publicKey().spki(), m_sides.ada->publicKey().spki()).toLatin1(),
        at("comparison code"));
}

QTEST_GUILESS_MAIN(DirectTranscriptTest)
#include "DirectTranscriptTest.moc"
