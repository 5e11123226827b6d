// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"
#include "KeySchedule.h"

#include <QTest>

#include <set>

using namespace waxwing;
using namespace waxwing::cryptoSupport;

namespace {

/// `size` bytes that count up from `first`.
SecretBytes counting(quint8 first, std::size_t size = 32)
{
    SecretBytes result(size);
    CountingRandom(first).fill(result.span());
    return result;
}

Transcript transcript()
{
    return Transcript(Transcript::roomContext(), "guest hello", "host hello");
}

SecretBytes root()
{
    return keySchedule::root(transcript().hash(), counting(0).span(), counting(64).span());
}

Bytes lastHash()
{
    Transcript hashes = transcript();
    hashes.add("ready");
    hashes.add("identity");
    return hashes.hash();
}

} // namespace

/// The expected values come from DESIGN 2.1 and 2.3 by another program: Python's hashlib and hmac alone.
class KeyScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transcriptHashes()
    {
        Transcript hashes = transcript();
        QCOMPARE(toHex(hashes.hash()), "3ca99010900b3c139727bb2812f0d377231f121be0fb1c69e670024c2b281277");
        hashes.add("ready");
        QCOMPARE(toHex(hashes.hash()), "ec35408cb2468f3996ef4b36d1c76edaec3bd5a8550b4c4a1984187c825abac3");
        hashes.add("identity");
        QCOMPARE(toHex(hashes.hash()), "22fb9dbc413623a7141a0c1e3b4dfbd17ca77c23bbb3473b1c7290949a64d56b");
        QCOMPARE(Transcript::roomContext(), Bytes("waxwing/1 room\0", 15));
    }

    void handshakeSecrets()
    {
        QCOMPARE(toHex(root()), "60ca243df464fe31cd53ea08c9f262872e9780f309c23a642cbf7db258aa972b");
        const HandshakeSecrets secrets = keySchedule::handshakeSecrets(root());
        QCOMPARE(toHex(secrets.guestToHost),
                 "4936f393dbc293079c424fdf258cd9848b0b1af632a609fb762b6daf732a9a9f");
        QCOMPARE(toHex(secrets.hostToGuest),
                 "50ee7955b7e26254481039544c867813cc0c0556b1e9d7780bb72c4f4001aa28");
    }

    void sessionSecrets()
    {
        const SessionSecrets secrets = keySchedule::sessionSecrets(lastHash(), root());
        QCOMPARE(toHex(secrets.guestToHost),
                 "7003654caeb035e982350821118484bfccfc0d378324f2fc70806022a5c66170");
        QCOMPARE(toHex(secrets.hostToGuest),
                 "2deced69b3f351d919c785fb26e9529283c2bde8acd7494f169f40c402c0321d");
        QCOMPARE(toHex(secrets.exporter), "6a2f71106f788b3854cbb73bbe1c14dd885a057655007184b2e9e48ce9dae266");
        QCOMPARE(toHex(secrets.chain), "f1a593edb67203ee386887761fdeb581c28d3ac499f05088e32100eda9884786");
    }

    void epochKeysAndNext()
    {
        const SessionSecrets secrets = keySchedule::sessionSecrets(lastHash(), root());
        const EpochKeys keys = keySchedule::epochKeys(secrets.guestToHost);
        QCOMPARE(toHex(keys.key), "182c26a9babc686575d6b581ddd0e77d03e2a481fee40c63835691dd44ff68a8");
        QCOMPARE(toHex(keys.iv), "3d6e8b652c7192c3518a11e5");
        QCOMPARE(toHex(keySchedule::next(secrets.guestToHost)),
                 "9d1dd07ee5f32245a976cd0d2ee63c16824ac17db2c7a1acd59e9318cd0f30b6");
    }

    void refresh()
    {
        const SessionSecrets secrets = keySchedule::sessionSecrets(lastHash(), root());
        const RefreshSecrets fresh = keySchedule::refresh(secrets.chain, counting(128).span(), "Zażółć");
        QCOMPARE(toHex(fresh.guestToHost),
                 "4284aa32daf3ed4122c11e61094ed44e133d5bee7e429d03db0e1b0f2efef8ec");
        QCOMPARE(toHex(fresh.hostToGuest),
                 "02156cc390242e5f210bcdcf24b18cef728e4cbd83bb8b56748c84864c88ccdc");
        QCOMPARE(toHex(fresh.chain), "578de66bf0df3b69a1cdbe08ecb60856f47f8749cb387ccda45589428a1886ce");
    }

    /// PROTOCOL 16.3 and 16.4: context, what the caller signs, and both names in a refresh.
    void directLinks()
    {
        const Bytes host = sha256("host spki");
        QCOMPARE(toHex(Transcript::directContext(host, "Zażółć", "ada")),
                 "77617877696e672f3120646972656374000135ba861fd5960f973f92304a13a6e2dae334f86ba7f89ba5fbf9aa"
                 "2ce9d0185a61c5bcc3b3c582c4870061646100");
        Transcript hashes(Transcript::directContext(host, "Zażółć", "ada"), "guest hello", "host hello");
        QCOMPARE(toHex(hashes.hash()), "ebfeb8a192c3736e1f7194c79af605b94ff79886728dc2ea1f50973eef349532");
        const SecretBytes direct = keySchedule::root(hashes.hash(), counting(0).span(), counting(64).span());
        for (const char *content : {"ready", "host"})
            hashes.add(content);
        QCOMPARE(toHex(keySchedule::guestStatement(hashes.hash(), sha256("spki"))),
                 "77617877696e672f31206775657374009a82ec2d11e4172230225147eab5e9aefa249559a996d164879c3aa650"
                 "6eed666feecc8c16c5551d9feb3eb5f77e2da773bf68bd9ef9c52927ceb2c86e56892b");
        hashes.add("guest");
        const SessionSecrets secrets = keySchedule::sessionSecrets(hashes.hash(), direct);
        QCOMPARE(toHex(secrets.chain), "7a81158912c4b9cd0cbc647b069b8b0e47159e58bba31b51a536fbe0d5a0f84a");
        const RefreshSecrets fresh = keySchedule::refresh(secrets.chain, counting(128).span(),
                                                          keySchedule::directNames("Zażółć", "ada"));
        QCOMPARE(toHex(fresh.guestToHost),
                 "838b4050b5d72b0d92fc0b5e8346567242b69c0cb62fc363d6b8407cf1c047dd");
        QCOMPARE(toHex(fresh.chain), "7702ce2bb15bec4a75d62968f67e5f7fef454e930998bf0fb4b9a4f6cbff81f8");
    }

    /// No room's context is a direct one, no pair of names another's.
    void contextsDiffer()
    {
        const Bytes host = sha256("host spki");
        std::set<Bytes> contexts{Transcript::roomContext()};
        contexts.insert(Transcript::directContext(host, "ada", "bob"));
        contexts.insert(Transcript::directContext(host, "bob", "ada"));
        contexts.insert(Transcript::directContext(host, "ad", "abob"));
        contexts.insert(Transcript::directContext(sha256("another"), "ada", "bob"));
        QCOMPARE(contexts.size(), std::size_t(5));
    }

    void everyInputCounts()
    {
        const Bytes th1 = transcript().hash();
        std::set<Bytes> roots{toHex(root())};
        roots.insert(toHex(keySchedule::root(th1, counting(1).span(), counting(64).span())));
        roots.insert(toHex(keySchedule::root(th1, counting(0).span(), counting(65).span())));
        roots.insert(toHex(keySchedule::root(th1, counting(64).span(), counting(0).span())));
        roots.insert(toHex(keySchedule::root(lastHash(), counting(0).span(), counting(64).span())));
        QCOMPARE(roots.size(), std::size_t(5));

        const SecretBytes chain = counting(7);
        std::set<Bytes> chains;
        chains.insert(toHex(keySchedule::refresh(chain, counting(1).span(), "ada").chain));
        chains.insert(toHex(keySchedule::refresh(chain, counting(1).span(), "Ada").chain));
        chains.insert(toHex(keySchedule::refresh(chain, counting(2).span(), "ada").chain));
        chains.insert(toHex(keySchedule::refresh(counting(8), counting(1).span(), "ada").chain));
        QCOMPARE(chains.size(), std::size_t(4));
    }

    void statements()
    {
        const Bytes digest = sha256("spki");
        Transcript hashes = transcript();
        hashes.add("ready");
        QCOMPARE(
            toHex(keySchedule::hostStatement(hashes.hash(), digest)),
            "77617877696e672f3120686f737400ec35408cb2468f3996ef4b36d1c76edaec3bd5a8550b4c4a1984187c825abac3"
            "6feecc8c16c5551d9feb3eb5f77e2da773bf68bd9ef9c52927ceb2c86e56892b");
        const SessionSecrets secrets = keySchedule::sessionSecrets(lastHash(), root());
        QCOMPARE(toHex(keySchedule::memberStatement(secrets.exporter, digest, "Zażółć").span()),
                 "77617877696e672f31206d656d626572006a2f71106f788b3854cbb73bbe1c14dd885a057655007184b2e9e48ce"
                 "9dae266"
                 "6feecc8c16c5551d9feb3eb5f77e2da773bf68bd9ef9c52927ceb2c86e56892b5a61c5bcc3b3c582c487");
    }
};

QTEST_GUILESS_MAIN(KeyScheduleTest)
#include "KeyScheduleTest.moc"
