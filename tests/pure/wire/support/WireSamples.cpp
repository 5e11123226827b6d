// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WireSamples.h"

#include "Limits.h"

#include <QRegularExpression>
#include <set>

namespace waxwing::test {

Bytes bytesOf(const char *pattern)
{
    Bytes out;
    const Bytes text(pattern);
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] == ' ') {
            ++i;
        } else if (text[i] == '\'') {
            const qsizetype end = text.indexOf('\'', i + 1);
            out += text.sliced(i + 1, end - i - 1);
            i = end + 1;
        } else if (text[i] == '(') {
            const qsizetype star = text.indexOf('*', i);
            const qsizetype end = text.indexOf(')', star);
            const Bytes unit = Bytes::fromHex(text.sliced(i + 1, star - i - 1));
            out += unit.repeated(text.sliced(star + 1, end - star - 1).toLongLong());
            i = end + 1;
        } else {
            out += Bytes::fromHex(text.sliced(i, 2));
            i += 2;
        }
    }
    return out;
}

namespace {

Bytes filled(char byte, qsizetype size)
{
    return Bytes(size, byte);
}

const Bytes firstDevice = filled('\xD1', 16);

Said saidWithFile()
{
    Said said{101, QStringLiteral("asha"), firstDevice, 4, 0, QStringLiteral("📎 notes.pdf")};
    said.file = filled('\xF1', 16);
    said.size = 1'258'291;
    said.digest = filled('\xF2', 32);
    said.fileName = QStringLiteral("notes.pdf");
    return said;
}

std::vector<Person> samplePeople()
{
    const Bytes secondDevice = filled('\xD2', 16);
    const Bytes firstIdentity = filled('\xE1', 32);
    const Bytes secondIdentity = filled('\xE2', 32);
    return {{QStringLiteral("asha"), Role::Host, {{firstDevice, firstIdentity, false}}},
            {QStringLiteral("Zoë 日本"),
             Role::Member,
             {{firstDevice, firstIdentity, true}, {secondDevice, secondIdentity, false}}}};
}

Register sampleRegister()
{
    return {QStringLiteral("asha"),
            QStringLiteral("asha@example.org"),
            filled(0x51, 16),
            filled(0x52, 32),
            filled(0x53, 32),
            600'000,
            {}};
}

} // namespace

GuestHello sampleGuestHello()
{
    return {1, filled('\xA1', 32), filled('\xB1', 32), filled('\xC1', 422)};
}

HostHello sampleHostHello()
{
    return {1, filled('\xA2', 32), filled('\xB2', 32), filled('\xC2', 384)};
}

const std::vector<Golden> &goldenMessages()
{
    static const std::vector<Golden> golden = {
        {"guest hello",
         "a4636b65795901a6(c1*422)6573686172655820(b1*32)6672616e646f6d5820(a1*32)6776657273696f6e01"},
        {"host hello",
         "a46573686172655820(b2*32)6672616e646f6d5820(a2*32)66736563726574590180(c2*384)6776657273696f6e01"},
        {"ready", "a16474797065657265616479"},
        {"host", "a3647479706564686f7374686964656e746974795901a6(c3*422)697369676e6174757265590180(c4*384)"},
        {"lobby", "a464726f6f6d74313042204e6574776f726b2073656375726974796474797065656c6f62627968666561747572"
                  "6573826566696c6573667265706c61796c726567697374726174696f6e66696e76697465"},
        {"check", "a2646e616d656461736861647479706565636865636b"},
        {"check with invite",
         "a3646e616d656461736861647479706565636865636b66696e76697465704142434445464748494a4b4c4d4e4f50"},
        {"checked", "a2647479706567636865636b656467766572646963746466726565"},
        {"checked not allowed",
         "a364636f64651842647479706567636865636b656467766572646963746b6e6f7420616c6c6f776564"},
        {"register", "a7646e616d6564617368616473616c7450(51*16)"
                     "647479706568726567697374657265656d61696c7061736861406578616d706c652e6f72676a69746572617"
                     "4696f6e731a000927c06a7365727665725f6b65795820(53*32)6a73746f7265645f6b65795820(52*32)"},
        {"register with invite", "a8646e616d6564617368616473616c7450(51*16)"
                                 "647479706568726567697374657265656d61696c7061736861406578616d706c652e6f72676"
                                 "6696e76697465704142434445464748494a4b4c4d4e4f506a697465726174696f6e731a0009"
                                 "27c06a7365727665725f6b65795820(53*32)6a73746f7265645f6b65795820(52*32)"},
        {"registered", "a164747970656a72656769737465726564"},
        {"client_first", "a264747970656c636c69656e745f666972737465736372616d7820703d77617877696e672d6578706f7"
                         "27465722c2c6e3d617368612c723d616263"},
        {"server_first", "a264747970656c7365727665725f666972737465736372616d782c723d6162636465662c733d5556465"
                         "25556465255564652555646525556465255513d3d2c693d363030303030"},
        {"client_final",
         "a264747970656c636c69656e745f66696e616c65736372616d76633d59513d3d2c723d6162636465662c703d59513d3d"},
        {"server_final",
         "a3646e616d65644173686164747970656c7365727665725f66696e616c65736372616d66763d59513d3d"},
        {"refused", "a264636f6465184964747970656772656675736564"},
        {"refused with wait and left",
         "a464636f6465184a646c65667400647479706567726566757365646477616974181e"},
        {"identity",
         "a56474797065686964656e746974796664657669636550(d1*16)68666561747572657380686964656e746974795901a6("
         "c5*422)697369676e6174757265590180(c6*384)"},
        {"update", "a1647479706566757064617465"},
        {"refresh", "a2647479706567726566726573686573686172655820(b3*32)"},
        {"refreshed", "a26474797065697265667265736865646573686172655820(b4*32)"},
        {"refresh_end", "a164747970656b726566726573685f656e64"},
        {"welcome", "a6646e6578741a0010000164747970656777656c636f6d6567636f756e746572181867686973746f727950("
                    "71*16)676c6f6e676573741980006c7570646174655f616674657205"},
        {"roster", "a3646c617374f5647479706566726f737465726670656f706c6582a5636e657781f4646e616d6564617368616"
                   "4726f6c6564686f737467646576696365738150(d1*16)6a6964656e746974696573815820(e1*32)"
                   "a5636e657782f5f4646e616d656b5a6fc3ab20e697a5e69cac64726f6c65666d656d626572676465766963657"
                   "38250(d1*16)50(d2*16)6a6964656e746974696573825820(e1*32)5820(e2*32)"},
        {"joined", "a3646c617374f46474797065666a6f696e65646670656f706c6581a5636e657781f4646e616d6564617368616"
                   "4726f6c6564686f737467646576696365738150(d1*16)6a6964656e746974696573815820(e1*32)"},
        {"left", "a2646e616d656b5a6fc3ab20e697a5e69cac6474797065646c656674"},
        {"say", "a364746578746568656c6c6f64747970656373617967636f756e74657201"},
        {"said", "a7646e616d6564617368616474657874765a61c5bcc3b3c582c48720e697a5e69cac20f09f98806474696d651b0"
                 "000018bcfe56800647479706564736169646664657669636550(d1*16)"
                 "666e756d6265721b7fffffffffffffff67636f756e74657218ff"},
        {"ack", "a264747970656361636b67636f756e74657219ffff"},
        {"received", "a26474797065687265636569766564666e756d6265721a00010000"},
        {"delivered",
         "a4626f660364747970656964656c69766572656465636f756e7402666e756d6265721b0000000100000000"},
        {"ping", "a164747970656470696e67"},
        {"pong", "a1647479706564706f6e67"},
        {"key_log", "a26474797065676b65795f6c6f676772756e6e696e67f5"},
        {"key_logged", "a3646e616d65646173686164747970656a6b65795f6c6f676765646772756e6e696e67f5"},
        {"key_logged of the host", "a264747970656a6b65795f6c6f676765646772756e6e696e67f4"},
        {"say with target",
         "a563616374657265706c7964746578746568656c6c6f647479706563736179667461726765740767636f756e74657202"},
        {"said with target",
         "a9636163746465646974646e616d65646173686164746578746568656c6c6f6474696d65006474797065647361696466646"
         "57669636550(d1*16)666e756d626572186466746172676574186367636f756e74657203"},
        {"resume", "a1647479706566726573756d65"},
        {"resume with history", "a3647479706566726573756d65656166746572182967686973746f727950(71*16)"},
        {"resumed", "a3647479706567726573756d656465636f756e7419012c68636f6d706c657465f4"},
        {"writing", "a264747970656777726974696e6766616374697665f5"},
        {"writes", "a3646e616d65646173686164747970656677726974657366616374697665f4"},
        {"read", "a264747970656472656164666e756d6265721a00010000"},
        {"seen", "a4626f66036474797065647365656e65636f756e7401666e756d6265721b0000000100000000"},
        {"say with file",
         "a46466696c6550(f1*16)64746578746ef09f938e206e6f7465732e70646664747970656373617967636f756e74657203"},
        {"said with file", "ab6466696c6550(f1*16)"
                           "646e616d6564617368616473697a651a0013333364746578746ef09f938e206e6f7465732e7064666"
                           "474696d6500647479706564736169646664657669636550(d1*16)666469676573745820(f2*32)"
                           "666e756d626572186567636f756e746572046966696c655f6e616d65696e6f7465732e706466"},
        {"file_limits",
         "a364726f6f6d1b000000040000000064747970656b66696c655f6c696d697473676c6172676573741a80000000"},
        {"put", "a46466696c6550(f1*16)646e616d65696e6f7465732e7064666473697a651a00133333647479706563707574"},
        {"put_from", "a36466696c6550(f1*16)6474797065687075745f66726f6d666f666673657419efc0"},
        {"chunk",
         "a46466696c6550(f1*16)6474797065656368756e6b65627974657359012c(b6*300)666f666673657419efc0"},
        {"took", "a36466696c6550(f1*16)647479706564746f6f6b666f66667365741a0003bf00"},
        {"put_end", "a36466696c6550(f1*16)6474797065677075745f656e64666469676573745820(f2*32)"},
        {"kept", "a26466696c6550(f1*16)6474797065646b657074"},
        {"file_refused", "a364636f646518686466696c6550(f1*16)64747970656c66696c655f72656675736564"},
        {"get", "a36466696c6550(f1*16)647479706563676574666f666673657400"},
        {"sent", "a26466696c6550(f1*16)64747970656473656e74"},
        {"stop", "a364636f6465186d6466696c6550(f1*16)64747970656473746f70"},
        {"call", "a46463616c6c50(ca*16)646e616d656b5a6fc3ab20e697a5e69cac64747970656463616c6c6664657669636550"
                 "(d1*16)"},
        {"called",
         "a46463616c6c50(ca*16)646e616d65646173686164747970656663616c6c65646664657669636550(d1*16)"},
        {"relay", "a36463616c6c50(ca*16)64747970656572656c617965627974657359012c(b5*300)"},
        {"relayed", "a36463616c6c50(ca*16)64747970656772656c6179656465636f756e741a00010000"},
        {"hang_up", "a36463616c6c50(ca*16)64636f6465186364747970656768616e675f7570"},
        {"guest",
         "a36474797065656775657374686964656e746974795901a6(c7*422)697369676e6174757265590180(c8*384)"},
        {"tell",
         "a464746578746568656c6c6f6474696d651b0000018bcfe5680064747970656474656c6c67636f756e74657201"},
        {"tell with target",
         "a763616374657265706c796474657874765a61c5bcc3b3c582c48720e697a5e69cac20f09f98806474696d6500647479706"
         "56474656c6c6664657669636550(d2*16)667461726765740767636f756e7465721818"},
        {"tell with a file",
         "a86466696c6550(f1*16)"
         "6473697a6519ffff64746578746ef09f938e206e6f7465732e7064666474696d650064747970656474656c6c66646967657"
         "3745820(d5*32)67636f756e746572026966696c655f6e616d65696e6f7465732e706466"},
        {"told", "a2647479706564746f6c6467636f756e74657200"},
        {"change_first",
         "a264747970656c6368616e67655f666972737465736372616d781e703d77617877696e672d6368616e67652c2c6e3d61"
         "7368612c723d616263"},
        {"change_challenge",
         "a26474797065706368616e67655f6368616c6c656e676565736372616d782c723d6162636465662c733d555646525556"
         "465255564652555646525556465255513d3d2c693d363030303030"},
        {"change_final",
         "a66473616c7450(51*16)64747970656c6368616e67655f66696e616c65736372616d76633d59513d3d2c723d6162636"
         "465662c703d59513d3d6a697465726174696f6e731a000927c06a7365727665725f6b65795820(53*32)6a73746f7265"
         "645f6b65795820(52*32)"},
        {"changed", "a26474797065676368616e67656465736372616d66763d59513d3d"},
        {"reset",
         "a764636f6465704142434445464748494a4b4c4d4e4f50646e616d6564617368616473616c7450(51*16)64747970656"
         "572657365746a697465726174696f6e731a000927c06a7365727665725f6b65795820(53*32)6a73746f7265645f6b65"
         "795820(52*32)"},
        {"reset_done", "a164747970656a72657365745f646f6e65"},
        {"close", "a264636f64651831647479706565636c6f7365"},
    };
    return golden;
}

Message sampleMessage(const QString &name)
{
    const QString invite = QStringLiteral("ABCDEFGHIJKLMNOP");
    Register withInvite = sampleRegister();
    withInvite.invite = invite;
    const std::vector<Person> people = samplePeople();
    const std::vector<std::pair<const char *, Message>> all = {
        {"ready", Ready{}},
        {"host", HostProof{filled('\xC3', 422), filled('\xC4', 384)}},
        {"lobby", Lobby{QStringLiteral("10B Network security"),
                        Registration::Invite,
                        {QStringLiteral("files"), QStringLiteral("replay")}}},
        {"check", Check{QStringLiteral("asha"), {}}},
        {"check with invite", Check{QStringLiteral("asha"), invite}},
        {"checked", Checked{Verdict::Free, {}}},
        {"checked not allowed", Checked{Verdict::NotAllowed, Code::NameTooShort}},
        {"register", sampleRegister()},
        {"register with invite", withInvite},
        {"registered", Registered{}},
        {"client_first", ClientFirst{QStringLiteral("p=waxwing-exporter,,n=asha,r=abc")}},
        {"server_first", ServerFirst{QStringLiteral("r=abcdef,s=UVFRUVFRUVFRUVFRUVFRUQ==,i=600000")}},
        {"client_final", ClientFinal{QStringLiteral("c=YQ==,r=abcdef,p=YQ==")}},
        {"server_final", ServerFinal{QStringLiteral("v=YQ=="), QStringLiteral("Asha")}},
        {"refused", Refused{Code::PasswordWrong, {}, {}}},
        {"refused with wait and left", Refused{Code::Throttled, 30, 0}},
        {"identity", IdentityProof{filled('\xC5', 422), filled('\xC6', 384), firstDevice, {}}},
        {"update", Update{}},
        {"refresh", Refresh{filled('\xB3', 32)}},
        {"refreshed", Refreshed{filled('\xB4', 32)}},
        {"refresh_end", RefreshEnd{}},
        {"welcome", Welcome{5, 32'768, filled(0x71, 16), 1'048'577, 24}},
        {"roster", Roster{people, true}},
        {"joined", Joined{{people.front()}, false}},
        {"left", LeftRoom{QStringLiteral("Zoë 日本")}},
        {"say", Say{1, QStringLiteral("hello"), {}, {}}},
        {"said", Said{limits::largestInteger,
                      QStringLiteral("asha"),
                      firstDevice,
                      255,
                      1'700'000'000'000,
                      QStringLiteral("Zażółć 日本 😀"),
                      {},
                      {}}},
        {"ack", Ack{65'535}},
        {"received", Received{65'536}},
        {"delivered", Delivered{4'294'967'296, 2, 3}},
        {"ping", Ping{}},
        {"pong", Pong{}},
        {"key_log", KeyLog{true}},
        {"key_logged", KeyLogged{QStringLiteral("asha"), true}},
        {"key_logged of the host", KeyLogged{{}, false}},
        {"say with target", Say{2, QStringLiteral("hello"), Act::Reply, 7}},
        {"said with target",
         Said{100, QStringLiteral("asha"), firstDevice, 3, 0, QStringLiteral("hello"), Act::Edit, 99}},
        {"resume", Resume{}},
        {"resume with history", Resume{41, filled(0x71, 16)}},
        {"resumed", Resumed{300, false}},
        {"writing", Writing{true}},
        {"writes", Writes{QStringLiteral("asha"), false}},
        {"read", Read{65'536}},
        {"seen", Seen{4'294'967'296, 1, 3}},
        {"say with file", Say{3, QStringLiteral("📎 notes.pdf"), {}, {}, filled('\xF1', 16)}},
        {"said with file", saidWithFile()},
        {"file_limits", FileLimits{2'147'483'648, 17'179'869'184}},
        {"put", PutFile{filled('\xF1', 16), QStringLiteral("notes.pdf"), 1'258'291}},
        {"put_from", PutFrom{filled('\xF1', 16), 61'376}},
        {"chunk", FileChunk{filled('\xF1', 16), 61'376, filled('\xB6', 300)}},
        {"took", FileTook{filled('\xF1', 16), 245'504}},
        {"put_end", PutEnd{filled('\xF1', 16), filled('\xF2', 32)}},
        {"kept", FileKept{filled('\xF1', 16)}},
        {"file_refused", FileRefused{filled('\xF1', 16), quint8(Code::FileTooLarge)}},
        {"get", GetFile{filled('\xF1', 16), 0}},
        {"sent", FileSent{filled('\xF1', 16)}},
        {"stop", StopFile{filled('\xF1', 16), quint8(Code::FilePaused)}},
        {"call", Call{filled('\xCA', 16), QStringLiteral("Zoë 日本"), firstDevice}},
        {"called", Called{filled('\xCA', 16), QStringLiteral("asha"), firstDevice}},
        {"relay", Relay{filled('\xCA', 16), filled('\xB5', 300)}},
        {"relayed", Relayed{filled('\xCA', 16), 65'536}},
        {"hang_up", HangUp{filled('\xCA', 16), quint8(Code::CallsCrossed)}},
        {"guest", GuestProof{filled('\xC7', 422), filled('\xC8', 384)}},
        {"tell", Tell{1, 1'700'000'000'000, QStringLiteral("hello"), {}, {}, {}}},
        {"tell with target", Tell{24, 0, QStringLiteral("Zażółć 日本 😀"), Act::Reply, filled('\xD2', 16), 7}},
        {"tell with a file", Tell{2,
                                  0,
                                  QStringLiteral("📎 notes.pdf"),
                                  {},
                                  {},
                                  {},
                                  filled('\xF1', 16),
                                  65'535,
                                  filled('\xD5', 32),
                                  QStringLiteral("notes.pdf")}},
        {"told", Told{0}},
        {"change_first", ChangeFirst{QStringLiteral("p=waxwing-change,,n=asha,r=abc")}},
        {"change_challenge", ChangeChallenge{QStringLiteral("r=abcdef,s=UVFRUVFRUVFRUVFRUVFRUQ==,i=600000")}},
        {"change_final", ChangeFinal{QStringLiteral("c=YQ==,r=abcdef,p=YQ=="), filled(0x51, 16), 600'000,
                                     filled(0x52, 32), filled(0x53, 32)}},
        {"changed", Changed{QStringLiteral("v=YQ==")}},
        {"reset", Reset{QStringLiteral("asha"), invite, filled(0x51, 16), 600'000, filled(0x52, 32),
                        filled(0x53, 32)}},
        {"reset_done", ResetDone{}},
        {"close", Close{quint8(Code::RoomClosed)}},
    };
    for (const auto &[itsName, message] : all) {
        if (name == QLatin1String(itsName))
            return message;
    }
    qFatal("no sample of that name");
}

quint64 RandomMessages::number(quint64 least, quint64 most)
{
    // Sizes matter more than values: a random number of bits, so that every length of head comes up.
    const quint64 bits = m_generator() % 64;
    const quint64 value = bits == 63 ? m_generator() : m_generator() & ((1ULL << bits) - 1);
    return least + (most - least == ~0ULL ? value : value % (most - least + 1));
}

Bytes RandomMessages::bytes(qsizetype size)
{
    Bytes result(size, Qt::Uninitialized);
    for (char &byte : result)
        byte = char(m_generator());
    return result;
}

QString RandomMessages::text(qsizetype leastBytes, qsizetype mostBytes)
{
    static const char32_t alphabet[] = {U'a',          U'Z',      U'\0',        U'\n',     U'é',
                                        U'\u07FF',     U'\u0800', U'\uFEFF',    U'\uFFFF', U'日',
                                        U'\U00010000', U'😀',      U'\U0010FFFF'};
    const auto wanted = qsizetype(number(quint64(leastBytes), quint64(mostBytes)));
    QString result;
    qsizetype used = 0;
    while (used < wanted) {
        char32_t c = alphabet[m_generator() % std::size(alphabet)];
        const QString next = QString::fromUcs4(&c, 1);
        if (used + next.toUtf8().size() > mostBytes)
            break;
        result += next;
        used += next.toUtf8().size();
    }
    return result.isEmpty() && leastBytes > 0 ? QStringLiteral("x") : result;
}

QStringList RandomMessages::features()
{
    std::set<QString> names;
    const quint64 count = m_generator() % 33;
    for (quint64 i = 0; i < count; ++i)
        names.insert(QString::number(m_generator(), 36).left(1 + qsizetype(m_generator() % 12)));
    return QStringList(names.begin(), names.end());
}

std::optional<quint64> RandomMessages::maybe(quint64 most)
{
    if (m_generator() % 2 == 0)
        return {};
    return number(0, most);
}

std::vector<Person> RandomMessages::people()
{
    std::vector<Person> result(1 + m_generator() % 8);
    for (Person &person : result) {
        person.name = text(1, 128);
        person.role = Role(m_generator() % 2);
        person.devices.resize(1 + m_generator() % 4);
        for (Device &device : person.devices)
            device = {bytes(16), bytes(32), m_generator() % 2 == 0};
    }
    return result;
}

Message RandomMessages::next()
{
    const int kind = int(m_generator() % std::variant_size_v<Message>);
    return kind < 17 ? nextOfLobby(kind) : nextOfRoom(kind);
}

Message RandomMessages::nextOfLobby(int kind)
{
    const bool withInvite = m_generator() % 2 == 0;
    const std::optional<QString> invite = withInvite ? std::optional(text(0, 1'024)) : std::nullopt;
    const Verdict verdict = Verdict(m_generator() % 3);
    switch (kind) {
    case 0:
        return Ready{};
    case 1:
        return HostProof{bytes(qsizetype(number(1, 1'024))), bytes(384)};
    case 2:
        return Lobby{text(1, 63), Registration(m_generator() % 3), features()};
    case 3:
        return Check{text(0, 1'024), invite};
    case 4:
        return Checked{verdict, verdict == Verdict::NotAllowed ? std::optional(Code(m_generator() % 256))
                                                               : std::nullopt};
    case 5:
        return Register{text(0, 1'024), text(0, 1'024), bytes(16),
                        bytes(32),      bytes(32),      number(0, limits::largestInteger),
                        invite};
    case 6:
        return Registered{};
    case 7:
        return ClientFirst{text(1, 2'048)};
    case 8:
        return ServerFirst{text(1, 2'048)};
    case 9:
        return ClientFinal{text(1, 2'048)};
    case 10:
        return ServerFinal{text(1, 2'048), text(1, 128)};
    case 11:
        return Refused{Code(m_generator() % 256), maybe(86'400), maybe(1'000)};
    case 12:
        return IdentityProof{bytes(qsizetype(number(1, 1'024))), bytes(384), bytes(16), features()};
    case 13:
        return Update{};
    case 14:
        return Refresh{bytes(32)};
    case 15:
        return Refreshed{bytes(32)};
    default:
        return RefreshEnd{};
    }
}

Message RandomMessages::nextOfRoom(int kind)
{
    const quint64 most = limits::largestInteger;
    switch (kind) {
    case 17:
        return Welcome{number(1, 1'000), number(1, 32'768), bytes(16), number(1, most), number(0, most)};
    case 18:
        return Roster{people(), m_generator() % 2 == 0};
    case 19:
        return Joined{people(), m_generator() % 2 == 0};
    case 20:
        return LeftRoom{text(1, 128)};
    case 21:
        return withTarget(Say{number(0, most), text(1, 32'768), {}, {}});
    case 22:
        return withTarget(Said{number(1, most),
                               text(1, 128),
                               bytes(16),
                               number(1, most),
                               qint64(number(0, most)),
                               text(1, 32'768),
                               {},
                               {}});
    case 23:
        return Ack{number(0, most)};
    case 24:
        return Received{number(1, most)};
    case 25:
        return Delivered{number(1, most), number(1, most), number(1, most)};
    case 26:
        return Ping{};
    case 27:
        return Pong{};
    case 28:
        return KeyLog{m_generator() % 2 == 0};
    case 29:
        return KeyLogged{m_generator() % 2 == 0 ? std::optional(text(1, 128)) : std::nullopt,
                         m_generator() % 2 == 0};
    default:
        return nextOfFeatures(kind);
    }
}

template <class M> M RandomMessages::withTarget(M message)
{
    if (m_generator() % 2 == 0) {
        message.act = Act(m_generator() % 3);
        message.target = number(1, limits::largestInteger);
    }
    return message;
}

Message RandomMessages::nextOfFeatures(int kind)
{
    const quint64 most = limits::largestInteger;
    switch (kind) {
    case 30:
        return m_generator() % 2 == 0 ? Resume{} : Resume{number(0, most), bytes(16)};
    case 31:
        return Resumed{number(0, most), m_generator() % 2 == 0};
    case 32:
        return Writing{m_generator() % 2 == 0};
    case 33:
        return Writes{text(1, 128), m_generator() % 2 == 0};
    case 34:
        return Read{number(1, most)};
    case 35:
        return Seen{number(1, most), number(1, most), number(1, most)};
    default:
        return kind < 47 ? nextOfFiles(kind) : nextOfDirect(kind - 11);
    }
}

Message RandomMessages::nextOfFiles(int kind)
{
    const quint64 most = limits::largestInteger;
    switch (kind) {
    case 36:
        return FileLimits{number(0, most), number(0, most)};
    case 37: {
        PutFile put{bytes(16), text(1, 255), number(0, most)};
        put.name.replace(QRegularExpression(QStringLiteral("[\\x{00}-\\x{1f}\\x{7f}-\\x{9f}]")),
                         QStringLiteral("_"));
        return put;
    }
    case 38:
        return PutFrom{bytes(16), number(0, most)};
    case 39:
        return FileChunk{bytes(16), number(0, most),
                         bytes(qsizetype(number(1, quint64(limits::chunkBytes))))};
    case 40:
        return FileTook{bytes(16), number(1, most)};
    case 41:
        return PutEnd{bytes(16), bytes(32)};
    case 42:
        return FileKept{bytes(16)};
    case 43:
        return FileRefused{bytes(16), quint8(m_generator() % 256)};
    case 44:
        return GetFile{bytes(16), number(0, most)};
    case 45:
        return FileSent{bytes(16)};
    default:
        return StopFile{bytes(16), quint8(m_generator() % 256)};
    }
}

Message RandomMessages::nextOfDirect(int kind)
{
    const quint64 most = limits::largestInteger;
    switch (kind) {
    case 36:
        return Call{bytes(16), text(1, 128), bytes(16)};
    case 37:
        return Called{bytes(16), text(1, 128), bytes(16)};
    case 38:
        return Relay{bytes(16), bytes(qsizetype(number(1, quint64(limits::relayBytes))))};
    case 39:
        return Relayed{bytes(16), number(1, most)};
    case 40:
        return HangUp{bytes(16), quint8(m_generator() % 256)};
    case 41:
        return GuestProof{bytes(qsizetype(number(1, 1'024))), bytes(384)};
    case 42: {
        Tell tell{number(1, most), number(0, most), text(1, 32'768), {}, {}, {}};
        if (m_generator() % 2 == 0) {
            tell.act = Act(m_generator() % 3);
            tell.device = bytes(16);
            tell.target = number(1, most);
        } else if (m_generator() % 2 == 0) {
            tell.file = bytes(16);
            tell.size = number(0, most);
            tell.digest = bytes(32);
            tell.fileName = QStringLiteral("notes %1.pdf").arg(m_generator() % 1000);
        }
        return tell;
    }
    case 43:
        return Told{number(0, most)};
    default:
        return nextOfPasswords(kind);
    }
}

Message RandomMessages::nextOfPasswords(int kind)
{
    const quint64 most = limits::largestInteger;
    switch (kind) {
    case 44:
        return ChangeFirst{text(1, 2'048)};
    case 45:
        return ChangeChallenge{text(1, 2'048)};
    case 46:
        return ChangeFinal{text(1, 2'048), bytes(16), number(0, most), bytes(32), bytes(32)};
    case 47:
        return Changed{text(1, 2'048)};
    case 48:
        return Reset{text(0, 1'024), text(0, 1'024), bytes(16), number(0, most), bytes(32), bytes(32)};
    case 49:
        return ResetDone{};
    default:
        return Close{quint8(m_generator() % 256)};
    }
}

} // namespace waxwing::test
