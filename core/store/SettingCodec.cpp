// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace waxwing::settingCodec {

Result<Encoded> encode(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return Encoded{QStringLiteral("bool"), value.toBool() ? 1 : 0};
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return Encoded{QStringLiteral("int"), value.toLongLong()};
    case QMetaType::Double:
    case QMetaType::Float:
        return Encoded{QStringLiteral("real"), value.toDouble()};
    case QMetaType::QString:
        return Encoded{QStringLiteral("text"), value};
    case QMetaType::QByteArray:
        return Encoded{QStringLiteral("bytes"), value};
    case QMetaType::QStringList: {
        const QJsonDocument json(QJsonArray::fromStringList(value.toStringList()));
        return Encoded{QStringLiteral("list"), QString::fromUtf8(json.toJson(QJsonDocument::Compact))};
    }
    default:
        return failure(Code::Internal, QStringLiteral("A setting of type %1 cannot be kept.")
                                           .arg(QString::fromLatin1(value.typeName())));
    }
}

QVariant decode(const Encoded &encoded)
{
    const QVariant &value = encoded.value;
    const bool whole = value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int;
    if (encoded.kind == QLatin1StringView("bool") && whole) {
        return value.toLongLong() != 0;
    }
    if (encoded.kind == QLatin1StringView("int") && whole) {
        return value.toLongLong();
    }
    if (encoded.kind == QLatin1StringView("real") && (whole || value.typeId() == QMetaType::Double)) {
        return value.toDouble();
    }
    if (encoded.kind == QLatin1StringView("text") && value.typeId() == QMetaType::QString) {
        return value;
    }
    if (encoded.kind == QLatin1StringView("bytes") && value.typeId() == QMetaType::QByteArray) {
        return value;
    }
    if (encoded.kind == QLatin1StringView("list") && value.typeId() == QMetaType::QString) {
        const QJsonDocument json = QJsonDocument::fromJson(value.toString().toUtf8());
        return json.isArray() ? QVariant(json.toVariant().toStringList()) : QVariant();
    }
    return {};
}

} // namespace waxwing::settingCodec
