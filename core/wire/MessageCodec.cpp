// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageCodec.h"

#include "DirectFields.h"
#include "FileFields.h"
#include "MessageType.h"
#include "PasswordFields.h"

#include <algorithm>

namespace waxwing {

namespace {

bool isFileName(QStringView name)
{
    return std::none_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() < 0xA0);
    });
}

/// Rules between the fields of one message; null where all is well.
template <class M> const char *contradiction(const M &)
{
    return nullptr;
}

// PROTOCOL 7.2
const char *contradiction(const Checked &checked)
{
    return checked.code.has_value() == (checked.verdict == Verdict::NotAllowed)
               ? nullptr
               : "a code with another verdict";
}

/// PROTOCOL 8.11, of `said` and `tell`.
template <class M> const char *contradictionOfFile(const M &message)
{
    const int ofFile = int(message.file.has_value()) + int(message.size.has_value()) +
                       int(message.digest.has_value()) + int(message.fileName.has_value());
    if (ofFile != 0 && ofFile != 4)
        return "file, file_name, size and digest stand together";
    if (message.fileName && !isFileName(*message.fileName))
        return "controls in a name";
    return message.act && message.file ? "a file and an act" : nullptr;
}

// PROTOCOL 8.10
const char *contradiction(const Say &say)
{
    if (say.act.has_value() != say.target.has_value())
        return "act and target stand together";
    return say.act && say.file ? "a file and an act" : nullptr;
}
const char *contradiction(const Said &said)
{
    if (said.act.has_value() != said.target.has_value())
        return "act and target stand together";
    return contradictionOfFile(said);
}

// PROTOCOL 8.11
const char *contradiction(const PutFile &put)
{
    return isFileName(put.name) ? nullptr : "controls in a name";
}

// PROTOCOL 16.5
const char *contradiction(const Tell &tell)
{
    const bool isAlone = !tell.act && !tell.device && !tell.target;
    const bool isWhole = tell.act && tell.device && tell.target;
    return isAlone || isWhole ? contradictionOfFile(tell) : "act, device and target stand together";
}

// PROTOCOL 8.9
const char *contradiction(const Resume &resume)
{
    return resume.after.has_value() == resume.history.has_value() ? nullptr
                                                                  : "after and history stand together";
}

template <class M> Bytes encodeMap(const M &message)
{
    Bytes out;
    out.reserve(64);
    AppendSink sink{out};
    CborWriter writer(sink);
    writeMap(writer, message);
    return out;
}

/// The guard behind every decoding: what was read must be what we would have written (PROTOCOL 4).
template <class M> bool encodesTo(const M &message, BytesView bytes)
{
    CompareSink sink{bytes};
    CborWriter writer(sink);
    writeMap(writer, message);
    return sink.isWhole();
}

tl::unexpected<Error> malformed(std::string_view what, const char *why)
{
    return failure(Code::Malformed, QString::fromLatin1(what.data(), qsizetype(what.size())) +
                                        QLatin1String(": ") + QLatin1String(why));
}

template <class M, class Answer> Result<Answer> decodeMap(BytesView bytes)
{
    Result<Answer> answer = Answer(M());
    M *message = nullptr;
    if constexpr (std::same_as<M, Answer>)
        message = &*answer;
    else
        message = std::get_if<M>(&*answer);
    CborReader reader(bytes);
    readMap(reader, *message);
    if (!reader.hasRefused() && !reader.isAtEnd())
        reader.refuse("trailing bytes");
    if (reader.hasRefused())
        return malformed(about<M>.name, reader.why());
    if (const char *why = contradiction(*message))
        return malformed(about<M>.name, why);
    if (!encodesTo(*message, bytes))
        return malformed(about<M>.name, "not its own encoding");
    return answer;
}

struct Decoder
{
    std::string_view name;
    Result<Message> (*decode)(BytesView content);
};

template <class... Ms> constexpr auto decodersOf(const std::variant<Ms...> *)
{
    return std::array<Decoder, sizeof...(Ms)>{Decoder{about<Ms>.name, &decodeMap<Ms, Message>}...};
}
constexpr auto decoders = decodersOf(static_cast<const Message *>(nullptr));

/// Containers and tags in each other that a hello of another version may hold (PROTOCOL 6.1).
constexpr int helloDepth = 16;

} // namespace

EncodedMessage encode(const Message &message)
{
    EncodedMessage encoded;
    encoded.content = std::visit([](const auto &m) { return encodeMap(m); }, message);
    encoded.countsAsTalk = isTalk(message);
    Q_ASSERT(encoded.content.size() <= limits::content);
    return encoded;
}

Result<Message> decodeMessage(BytesView content)
{
    const Result<std::string_view> type = typeOf(content);
    if (!type)
        return tl::make_unexpected(type.error());
    for (const Decoder &decoder : decoders) {
        if (decoder.name == *type)
            return decoder.decode(content);
    }
    return malformed("message", "unknown type");
}

Bytes encode(const GuestHello &hello)
{
    return encodeMap(hello);
}

Bytes encode(const HostHello &hello)
{
    return encodeMap(hello);
}

Result<GuestHello> decodeGuestHello(BytesView body)
{
    return decodeMap<GuestHello, GuestHello>(body);
}

Result<HostHello> decodeHostHello(BytesView body)
{
    return decodeMap<HostHello, HostHello>(body);
}

Result<quint64> helloVersion(BytesView body)
{
    CborReader walker(body);
    walker.skipAny(helloDepth);
    if (!walker.hasRefused() && !walker.isAtEnd())
        walker.refuse("trailing bytes");
    if (walker.hasRefused())
        return malformed("hello", walker.why());
    CborReader reader(body);
    const quint64 pairs = reader.map();
    for (quint64 i = 0; i < pairs && !reader.hasRefused(); ++i) {
        if (reader.takeText("version")) {
            const quint64 version = reader.anyUnsignedInteger();
            if (reader.hasRefused())
                break;
            return version;
        }
        reader.skipAny(helloDepth);
        reader.skipAny(helloDepth);
    }
    return malformed("hello", reader.hasRefused() ? reader.why() : "no version");
}

bool isTalk(const Message &message)
{
    return std::holds_alternative<Say>(message) || std::holds_alternative<Said>(message) ||
           std::holds_alternative<Tell>(message);
}

QLatin1StringView messageName(const Message &message)
{
    const std::string_view name = decoders[message.index()].name;
    return QLatin1StringView(name.data(), qsizetype(name.size()));
}

} // namespace waxwing
