// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RsaKeys.h"

#include "Limits.h"

#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/x509_key.h>

namespace waxwing::rsaKeys {

Result<PrivateKey> generate(Random &random)
{
    try {
        compat::RandomAdapter generator(random);
        return std::make_unique<Botan::RSA_PrivateKey>(generator, limits::rsaBits, compat::publicExponent);
    } catch (const std::exception &error) {
        return failure(Code::Internal, QString::fromUtf8(error.what()));
    }
}

Result<PrivateKey> fromPkcs8(std::span<const quint8> pkcs8)
{
    try {
        Botan::DataSource_Memory source(pkcs8.data(), pkcs8.size());
        std::unique_ptr<Botan::Private_Key> key = Botan::PKCS8::load_key(source);
        auto *rsa = dynamic_cast<Botan::RSA_PrivateKey *>(key.get());
        if (!rsa)
            return failure(Code::StorageDamaged, QStringLiteral("not an RSA private key"));
        PrivateKey result(rsa);
        static_cast<void>(key.release());
        if (!PublicKey::fromSpki(toSpki(*result)))
            return failure(Code::StorageDamaged, QStringLiteral("not an RSA-3072 key with e = 65537"));
        if (!result->check_key(Botan::system_rng(), false))
            return failure(Code::StorageDamaged, QStringLiteral("private key is inconsistent"));
        return result;
    } catch (const std::exception &error) {
        return failure(Code::StorageDamaged, QString::fromUtf8(error.what()));
    }
}

SecretBytes toPkcs8(const Botan::RSA_PrivateKey &key)
{
    const Botan::secure_vector<quint8> der = Botan::PKCS8::BER_encode(key);
    return SecretBytes(std::span(der.data(), der.size()));
}

Bytes toSpki(const Botan::RSA_PublicKey &key)
{
    const std::vector<quint8> der = Botan::X509::BER_encode(key);
    return toView(der).toByteArray();
}

} // namespace waxwing::rsaKeys
