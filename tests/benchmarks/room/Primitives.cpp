// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Primitives.h"

#include "FixedKeys.h"
#include "RoomNumbers.h"
#include "SystemRandom.h"

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>
#if __has_include(<botan/x25519.h>)
#include <botan/x25519.h>
#else
#include <botan/curve25519.h>
#endif

namespace waxwing::bench {

namespace {

constexpr const char *signatureScheme = "PSS(SHA-256,MGF1,32)";
using Spki = std::vector<quint8>;

std::unique_ptr<Botan::Private_Key> load(const char *name)
{
    const Bytes der = fixedKey(name);
    Botan::DataSource_Memory source(toSpan(der).data(), toSpan(der).size());
    return Botan::PKCS8::load_key(source);
}

std::unique_ptr<Botan::Public_Key> load(const Spki &spki)
{
    Botan::DataSource_Memory source(spki.data(), spki.size());
    return std::unique_ptr<Botan::Public_Key>(Botan::X509::load_key(source));
}

} // namespace

struct Primitives::Private
{
    Botan::AutoSeeded_RNG random;
    SystemRandom ourRandom;
    std::unique_ptr<Botan::Private_Key> host = load("host");
    std::unique_ptr<Botan::Private_Key> member = load("member");
    Spki oneTimeSpki = Botan::X509::BER_encode(*load("onetime"));
    Spki memberSpki = Botan::X509::BER_encode(*member);
    Botan::PK_Signer signer{*host, random, signatureScheme};
    std::vector<quint8> message = std::vector<quint8>(96, 0x42);
    std::vector<quint8> membersSignature =
        Botan::PK_Signer(*member, random, signatureScheme).sign_message(message, random);
    ScramClientKeys keys = memberKeys(1);
    ScramVerifier verifier = scramVerifier(keys);
    Bytes clientFirst, clientFinal, serverNonce = Bytes(24, 'n');
    SecretBytes exporter = SecretBytes(limits::hashSize);

    Private()
    {
        ScramClient client = *ScramClient::start(memberName(1), ourRandom);
        clientFirst = client.clientFirst();
        ScramServer server = *ScramServer::start(clientFirst);
        if (!client.challenge(server.serverFirst(verifier, serverNonce)))
            qFatal("no challenge");
        clientFinal = client.clientFinal(keys, exporter.span());
    }

    void rsa()
    {
        signer.sign_message(message, random);
        const Botan::PK_Encryptor_EME encryptor(*load(oneTimeSpki), random, "OAEP(SHA-256)");
        encryptor.encrypt(std::vector<quint8>(32, 0x17), random);
        const auto key = load(memberSpki);
        Botan::PK_Verifier check(*key, signatureScheme);
        if (!check.verify_message(message, membersSignature))
            qFatal("a signature does not hold");
    }

    void agreements()
    {
        for (int i = 0; i < 2; ++i) {
            const Botan::X25519_PrivateKey key(random);
            const Botan::PK_Key_Agreement agreement(key, random, "Raw");
            agreement.derive_key(32, key.public_value());
        }
    }

    void scram()
    {
        ScramServer server = *ScramServer::start(clientFirst);
        server.serverFirst(verifier, serverNonce);
        if (!server.finish(clientFinal, exporter.span()))
            qFatal("a proof does not hold");
    }
};

Primitives::Primitives() : d(std::make_unique<Private>()) {}
Primitives::~Primitives() = default;

void Primitives::run()
{
    d->rsa();
    d->agreements();
    d->scram();
}

} // namespace waxwing::bench
