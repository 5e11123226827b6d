// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Certificate.h"

#include "FixedKeys.h"

#include <QSslCertificate>
#include <QSslKey>

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/x509self.h>

namespace waxwing::bench {

QSslConfiguration serverConfiguration()
{
    Botan::AutoSeeded_RNG random;
    const Bytes der = fixedKey("host");
    Botan::DataSource_Memory source(toSpan(der).data(), toSpan(der).size());
    const auto key = Botan::PKCS8::load_key(source);
    Botan::X509_Cert_Options options("waxwing.example");
    const std::string certificate =
        Botan::X509::create_self_signed_cert(options, *key, "SHA-256", random).PEM_encode();
    const std::string privateKey = Botan::PKCS8::PEM_encode(*key);

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(Bytes::fromStdString(certificate)));
    configuration.setPrivateKey(QSslKey(Bytes::fromStdString(privateKey), QSsl::Rsa));
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (configuration.localCertificate().isNull() || configuration.privateKey().isNull())
        qFatal("no certificate for the TLS comparison");
    return configuration;
}

} // namespace waxwing::bench
