// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"
#include "GoldenText.h"
#include "Hash.h"
#include "KeyAgreement.h"
#include "KeySchedule.h"
#include "Record.h"
#include "TestKeys.h"

#include <QFile>
#include <QTest>

using namespace waxwing;

/// The worked example of PROTOCOL 12: one link played by both sides under fixed randomness, written down, and
/// compared with the document byte for byte. RSA-OAEP and RSA-PSS draw randomness of their own, so the
/// ciphertext and the signature are those that the document records: they are opened and verified instead of
/// being made again. With WAXWING_WRITE_GOLDEN set the section is written anew.
class GoldenTranscriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recordedCiphertextAndSignatureHold();
    void documentIsReproduced();

private:
    void readDocument();
    void playHandshake();
    void writeHandshake();
    void playSession();
    void putKeys(const QString &which, const SecretBytes &secret);
    void putRecord(const QString &name, const Message &message, const Frame &frame);
    Frame single(ChannelEnd &from, ChannelEnd &to, const Message &message);

    const Bytes m_guestRandom = counting(0x00);
    const Bytes m_hostRandom = counting(0x20);
    const Bytes m_secret = counting(0x40);
    // RFC 7748 §6.1: Alice is the guest, Bob the host.
    const Bytes m_guestPrivate =
        Bytes::fromHex("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099dc6f27bb1d19e3ac2a");
    const Bytes m_hostPrivate =
        Bytes::fromHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    const Bytes m_guestRefreshPrivate = counting(0x60);
    const Bytes m_hostRefreshPrivate = counting(0x80);
    static Bytes counting(int first);

    QString m_path = QStringLiteral(WAXWING_SOURCE_DIR "/core/PROTOCOL.md");
    QString m_document;
    bool m_writes = qEnvironmentVariableIsSet("WAXWING_WRITE_GOLDEN");
    Bytes m_ciphertext;
    Bytes m_signature;

    ScriptedRandom m_guestSource{m_guestRandom + m_guestPrivate + m_guestRefreshPrivate};
    ScriptedRandom m_hostSource{m_hostRandom + m_hostPrivate + m_secret + m_hostRefreshPrivate};
    std::unique_ptr<ChannelEnd> m_guest;
    std::unique_ptr<ChannelEnd> m_host;
    Frame m_frames[4];
    Bytes m_th3;
    SecretBytes m_chain;
    GoldenText m_text;
};

Bytes GoldenTranscriptTest::counting(int first)
{
    Bytes bytes(32, '\0');
    for (int i = 0; i < 32; ++i)
        bytes[i] = char(first + i);
    return bytes;
}

void GoldenTranscriptTest::initTestCase()
{
    m_guest = std::make_unique<ChannelEnd>(SecureChannel::guest(testKeys::oneTimeKey(), m_guestSource));
    m_host = std::make_unique<ChannelEnd>(SecureChannel::host(testKeys::identity(), m_hostSource));
    readDocument();
    playHandshake();
    QVERIFY(!QTest::currentTestFailed());
}

void GoldenTranscriptTest::readDocument()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_document = QString::fromUtf8(file.readAll());
    QVERIFY(m_document.contains(QStringLiteral("<!-- golden:begin -->\n")));
    const QHash<QString, Bytes> recorded = GoldenText::parse(GoldenText::section(m_document));
    m_ciphertext = recorded.value(QStringLiteral("OAEP ciphertext"));
    m_signature = recorded.value(QStringLiteral("PSS signature"));
    if (m_writes)
        return;
    QCOMPARE(m_ciphertext.size(), limits::rsaBytes);
    QCOMPARE(m_signature.size(), limits::rsaBytes);
}

/// Both ends, with the host's two jobs answered from the record.
void GoldenTranscriptTest::playHandshake()
{
    m_host->holdJobs = true;
    m_host->take(m_host->channel.start());
    m_guest->take(m_guest->channel.start());
    m_frames[0] = m_guest->takeFrames().front();
    m_host->receive(m_frames[0]);
    JobResult made = m_host->heldJob->run();
    if (m_ciphertext.isEmpty())
        m_ciphertext = std::get<Encapsulated>(made).ciphertext;
    m_host->take(m_host->channel.completed(m_host->heldJob->number,
                                           Encapsulated{SecretBytes(toSpan(m_secret)), m_ciphertext}));
    m_frames[1] = m_host->takeFrames().front();
    m_guest->receive(m_frames[1]);
    m_frames[2] = m_guest->takeFrames().front();
    m_host->receive(m_frames[2]);
    if (m_signature.isEmpty())
        m_signature = std::get<Bytes>(m_host->heldJob->run());
    m_host->take(m_host->channel.completed(m_host->heldJob->number, m_signature));
    m_frames[3] = m_host->takeFrames().front();
    m_guest->receive(m_frames[3]);
    m_host->holdJobs = false;
    QVERIFY(!m_guest->refusal() && !m_host->refusal());
    QCOMPARE(m_guest->channel.state(), SecureChannel::State::Open);
}

void GoldenTranscriptTest::recordedCiphertextAndSignatureHold()
{
    const auto key = testKeys::oneTimeKey();
    const Result<SecretBytes> opened = key->open(m_ciphertext);
    QVERIFY(opened);
    QCOMPARE(toView(opened->span()).toByteArray(), m_secret);
    Transcript transcript(Transcript::roomContext(), m_frames[0].bytes, m_frames[1].bytes);
    transcript.add(encode(Message(Ready{})).content);
    const PublicKey host = testKeys::identity()->publicKey();
    QVERIFY(host.verify(keySchedule::hostStatement(transcript.hash(), host.digest()), m_signature));
}

void GoldenTranscriptTest::putKeys(const QString &which, const SecretBytes &secret)
{
    const EpochKeys keys = keySchedule::epochKeys(secret);
    m_text.put(QStringLiteral("secret ") + which, toView(secret.span()));
    m_text.put(QStringLiteral("key ") + which, toView(keys.key.span()));
    m_text.put(QStringLiteral("IV ") + which, toView(keys.iv.span()));
}

void GoldenTranscriptTest::putRecord(const QString &name, const Message &message, const Frame &frame)
{
    m_text.put(name + QStringLiteral(" content"), encode(message).content);
    m_text.put(name + QStringLiteral(" frame"), frame.bytes);
}

/// The handshake, computed by hand from the inputs and printed beside the frames that the two ends exchanged.
void GoldenTranscriptTest::writeHandshake()
{
    m_text.say(QStringLiteral(
        "What is drawn. The RSA keys are `tests/pure/crypto/vectors/onetime.p8` (the guest's one-time key) "
        "and `host.p8` (the host's identity), PKCS #8."));
    m_text.put(QStringLiteral("guest random"), m_guestRandom);
    m_text.put(QStringLiteral("guest X25519 private"), m_guestPrivate);
    m_text.put(QStringLiteral("host random"), m_hostRandom);
    m_text.put(QStringLiteral("host X25519 private"), m_hostPrivate);
    m_text.put(QStringLiteral("S"), m_secret);
    m_text.put(QStringLiteral("OAEP ciphertext"), m_ciphertext);
    m_text.put(QStringLiteral("PSS signature"), m_signature);

    m_text.say(QStringLiteral("The hellos, whole frames, and what follows from them (6.4)."));
    m_text.put(QStringLiteral("frame 1"), m_frames[0].bytes);
    m_text.put(QStringLiteral("frame 2"), m_frames[1].bytes);
    const KeyAgreement guestAgreement(SecretBytes(toSpan(m_guestPrivate)));
    const KeyAgreement hostAgreement(SecretBytes(toSpan(m_hostPrivate)));
    const SecretBytes dh = guestAgreement.agree(hostAgreement.share()).value();
    const Bytes th1 = sha256({Bytes("waxwing/1 room\0", 15), m_frames[0].bytes, m_frames[1].bytes});
    const SecretBytes root = hkdfExtract(toSpan(th1), toSpan(m_secret + toView(dh.span()).toByteArray()));
    m_text.put(QStringLiteral("dh"), toView(dh.span()));
    m_text.put(QStringLiteral("th1"), th1);
    m_text.put(QStringLiteral("root"), toView(root.span()));
    putKeys(QStringLiteral("g→h, epoch 0"), hkdfExpand(root.span(), "waxwing/1 handshake g2h", 32));
    putKeys(QStringLiteral("h→g, epoch 0"), hkdfExpand(root.span(), "waxwing/1 handshake h2g", 32));

    m_text.say(QStringLiteral("The two records of epoch 0, `ready` and `host`. The plaintext is the content "
                              "behind its length, padded with zeros to 256 B (5.2)."));
    const Bytes ready = encode(Message(Ready{})).content;
    const Bytes th2 = sha256({th1, ready});
    Bytes plaintext = Bytes::fromHex("000000") + char(ready.size()) + ready;
    m_text.put(QStringLiteral("ready plaintext"), plaintext.leftJustified(256, '\0'));
    putRecord(QStringLiteral("ready"), Ready{}, m_frames[2]);
    m_text.put(QStringLiteral("th2"), th2);
    const Bytes spki = testKeys::identity()->publicKey().spki();
    m_text.put(QStringLiteral("SHA-256(SPKI)"), sha256(spki));
    m_text.put(QStringLiteral("what is signed"), Bytes("waxwing/1 host\0", 15) + th2 + sha256(spki));
    const Message proof = HostProof{spki, m_signature};
    putRecord(QStringLiteral("host"), proof, m_frames[3]);
    m_th3 = sha256({th2, encode(proof).content});
    const SecretBytes master = hkdfExtract(toSpan(m_th3), root.span());
    m_text.put(QStringLiteral("th3"), m_th3);
    m_text.put(QStringLiteral("master"), toView(master.span()));
    putKeys(QStringLiteral("g→h, epoch 1"), hkdfExpand(master.span(), "waxwing/1 g2h", 32));
    putKeys(QStringLiteral("h→g, epoch 1"), hkdfExpand(master.span(), "waxwing/1 h2g", 32));
    const SecretBytes exporter = hkdfExpand(master.span(), "waxwing/1 exporter", 32);
    m_text.put(QStringLiteral("exporter"), toView(exporter.span()));
    m_chain = hkdfExpand(master.span(), "waxwing/1 chain", 32);
    m_text.put(QStringLiteral("chain"), toView(m_chain.span()));
    QVERIFY(equalInConstantTime(exporter.span(), m_host->channel.exporter().span()));
}

/// One record across; the other end takes it.
Frame GoldenTranscriptTest::single(ChannelEnd &from, ChannelEnd &to, const Message &message)
{
    const std::vector<Frame> frames = from.seal(message);
    ChannelPair::carry(frames, to);
    return frames.front();
}

void GoldenTranscriptTest::playSession()
{
    m_text.say(QStringLiteral("The first record of epoch 1, `lobby`, host to guest, sequence 0."));
    const Message lobby = Lobby{QStringLiteral("Example"), Registration::Open, {}};
    putRecord(QStringLiteral("lobby"), lobby, single(*m_host, *m_guest, lobby));

    m_text.say(QStringLiteral("(Here the guest registers, logs in as `ada` and shows its identity, which "
                              "this example leaves out: sequences go on as if it "
                              "had not.) The first refresh (5.5): `refresh` is h→g, epoch 1, sequence 1; "
                              "`refreshed` g→h, epoch 1, sequence 0; "
                              "`refresh_end` h→g, epoch 1, sequence 2."));
    for (ChannelEnd *end : {m_guest.get(), m_host.get()}) {
        end->channel.setLoggedIn();
        end->channel.setUsername(QStringLiteral("ada"));
        end->channel.wipeExporter();
    }
    Bytes offer, answer, last;
    QVERIFY(m_host->channel.sealRefresh(offer, m_host->events));
    ChannelPair::carry(framesOf(offer), *m_guest);
    QVERIFY(m_guest->channel.sealRefreshAnswer(answer, m_guest->events));
    ChannelPair::carry(framesOf(answer), *m_host);
    QVERIFY(m_host->channel.sealRefreshAnswer(last, m_host->events));
    ChannelPair::carry(framesOf(last), *m_guest);
    const KeyAgreement hostAgreement(SecretBytes(toSpan(m_hostRefreshPrivate)));
    const KeyAgreement guestAgreement(SecretBytes(toSpan(m_guestRefreshPrivate)));
    const SecretBytes dh = hostAgreement.agree(guestAgreement.share()).value();
    const SecretBytes r =
        hkdfExtract(m_chain.span(), toSpan(toView(dh.span()).toByteArray() + sha256(BytesView("ada"))));
    m_text.put(QStringLiteral("host refresh X25519"), m_hostRefreshPrivate);
    m_text.put(QStringLiteral("guest refresh X25519"), m_guestRefreshPrivate);
    putRecord(QStringLiteral("refresh"), Refresh{hostAgreement.share()}, framesOf(offer).front());
    putRecord(QStringLiteral("refreshed"), Refreshed{guestAgreement.share()}, framesOf(answer).front());
    putRecord(QStringLiteral("refresh_end"), RefreshEnd{}, framesOf(last).front());
    m_text.put(QStringLiteral("refresh dh"), toView(dh.span()));
    m_text.put(QStringLiteral("SHA-256(\"ada\")"), sha256(BytesView("ada")));
    m_text.put(QStringLiteral("R"), toView(r.span()));
    const SecretBytes guestToHost = hkdfExpand(r.span(), "waxwing/1 g2h", 32);
    putKeys(QStringLiteral("g→h, epoch 2"), guestToHost);
    putKeys(QStringLiteral("h→g, epoch 2"), hkdfExpand(r.span(), "waxwing/1 h2g", 32));
    m_text.put(QStringLiteral("new chain"), toView(hkdfExpand(r.span(), "waxwing/1 chain", 32).span()));

    m_text.say(QStringLiteral("A message in a room with N = 1: `say` is g→h, epoch 2, sequence 0, and the "
                              "key update right behind it (5.4) sequence 1, the last "
                              "of the epoch."));
    m_guest->channel.setUpdateEvery(1);
    const Message say = Say{1, QStringLiteral("Hello, wörld")};
    const std::vector<Frame> frames = m_guest->seal(say);
    QCOMPARE(frames.size(), std::size_t(2));
    ChannelPair::carry(frames, *m_host);
    putRecord(QStringLiteral("say"), say, frames[0]);
    putRecord(QStringLiteral("update"), Update{}, frames[1]);
    putKeys(QStringLiteral("g→h, epoch 3"), hkdfExpand(guestToHost.span(), "waxwing/1 next", 32));

    m_text.say(QStringLiteral("The guest leaves: `close` is g→h, epoch 3, sequence 0."));
    Bytes close;
    QVERIFY(m_guest->channel.sealClose(quint8(Code::Left), close));
    ChannelPair::carry(framesOf(close), *m_host);
    putRecord(QStringLiteral("close"), Close{quint8(Code::Left)}, framesOf(close).front());
    QVERIFY(!m_guest->refusal());
    QVERIFY(!m_host->refusal());
    QVERIFY(m_host->last<Close>());
}

void GoldenTranscriptTest::documentIsReproduced()
{
    writeHandshake();
    playSession();
    if (QTest::currentTestFailed())
        return;
    if (m_writes) {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(GoldenText::withSection(m_document, m_text.text()).toUtf8());
        return;
    }
    const QStringList expected = GoldenText::section(m_document).split(QLatin1Char('\n'));
    const QStringList played = m_text.text().split(QLatin1Char('\n'));
    for (qsizetype line = 0; line < qMin(expected.size(), played.size()); ++line)
        QCOMPARE(played[line], expected[line]);
    QCOMPARE(played.size(), expected.size());
}

QTEST_GUILESS_MAIN(GoldenTranscriptTest)
#include "GoldenTranscriptTest.moc"
