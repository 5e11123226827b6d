// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderWords.h"

#include <QLocale>

namespace waxwing {

using Kind = HandshakeStep::Kind;

LadderWords::Step LadderWords::of(const HandshakeStep &step)
{
    for (const Step &words :
         {ofHandshake(step), ofForms(step), ofLogin(step), ofRefresh(step), ofEnd(step)}) {
        if (!words.title.isEmpty())
            return words;
    }
    return {tr("sealed record"),
            tr("this side has no key for it, or does not know the message"),
            {},
            tr("Nothing that could be told here."),
            tr("Its size and its time.")};
}

QString LadderWords::sizes(const HandshakeStep &step)
{
    const QLocale locale;
    const QString frame = locale.toString(qlonglong(step.frameBytes));
    QString words = tr("%1 bytes").arg(frame);
    if (step.contentBytes >= 0)
        words = tr("%1 bytes sealed in %2").arg(locale.toString(qlonglong(step.contentBytes)), frame);
    return words.replace(u' ', QChar(QChar::Nbsp)); // stays on one line
}

QString LadderWords::since(qint64 beforeNs, qint64 nowNs)
{
    if (beforeNs == 0 || nowNs < beforeNs)
        return {};
    const qint64 ms = (nowNs - beforeNs + 500'000) / 1'000'000;
    if (ms == 0)
        return tr("+%1 µs", "since the step before").arg((nowNs - beforeNs) / 1'000);
    if (ms < 10'000)
        return tr("+%1 ms", "since the step before").arg(ms);
    return tr("+%1 s", "since the step before").arg(ms / 1'000);
}

QString LadderWords::sealed(quint32 epoch)
{
    return tr("sealed, key %1").arg(epoch);
}

QString LadderWords::codeWords(Code code)
{
    const QLatin1StringView name = codeName(code);
    return name == QLatin1StringView("unknown code") ? tr("code %1").arg(int(code)) : QString(name);
}

/// Of a record whose content is always padded to the smallest size (PROTOCOL 5.2).
QString LadderWords::smallest()
{
    return tr(
        "When it went, and that it has the smallest size there is, as most records have. Not what is in "
        "it.");
}

LadderWords::Step LadderWords::ofHandshake(const HandshakeStep &step)
{
    switch (step.kind) {
    case Kind::GuestHello:
        return {tr("guest hello"), tr("version · random · X25519 share · one-time RSA key"),
                tr("made a one-time RSA key"),
                tr("Nothing yet: anyone can send it. The random bytes and both public keys are new for this "
                   "connection and belong to nobody."),
                tr("That this address connects to a Waxwing host, when, and the version. The keys are public "
                   "halves: they open nothing and name nobody.")};
    case Kind::HostHello:
        return {
            tr("host hello"), tr("version · random · X25519 share · secret under RSA-OAEP"),
            tr("signs nothing yet"),
            tr("Nothing yet: anyone on the way could have answered. Whoever did has put 32 random bytes "
               "under the guest's one-time key, and only the guest can take them out."),
            tr("Random bytes, a public half, and a secret that only the one-time key opens. All keys come "
               "from that secret and from X25519 together: both would have to be broken.")};
    case Kind::Ready:
        return {tr("ready"), tr("“I opened the secret”"), tr("opens the secret"),
                tr("To the host: the guest opened the secret and computed the same keys, or the record would "
                   "not open. Not who the guest is. Only now does the host sign anything."),
                tr("Size, time, and the numbers of key and record, which stand in the clear before every "
                   "sealed part. Not what is in it.")};
    case Kind::HostProof:
        return {
            tr("host identity and signature"), tr("RSA-PSS over all that was said so far"), tr("signs"),
            tr("To the guest: who holds the host's private key saw the same hellos and the same ready, so "
               "nobody between them changed a byte. Whether it is the right host, the guest judges by the "
               "join link, the key it knows, or the code that its person compared."),
            tr("Size and time. The host's key is sealed: who only listens does not see it. Who connects as "
               "a guest does.")};
    default:
        return {};
    }
}

LadderWords::Step LadderWords::ofForms(const HandshakeStep &step)
{
    switch (step.kind) {
    case Kind::Lobby:
        return {tr("lobby"),
                tr("the room's name, and who may register"),
                {},
                tr("To the guest: the host has the keys of the whole handshake, or the record would not open "
                   "with key 1."),
                tr("Size and time. It is no secret from an attacker who connects: the host tells the room's "
                   "name, and who may register, to any guest before it logs in.")};
    case Kind::Check:
        return {
            tr("check"),
            tr("asks whether a name is free"),
            {},
            tr("Nothing: it is a question. It goes to an accepted host alone, so an impostor whose key was "
               "noticed hears no name."),
            tr("That a record went. Not the name.")};
    case Kind::Checked: {
        const QString answer =
            step.code == Code{} ? tr("free or taken") : tr("not allowed: %1").arg(codeWords(step.code));
        return {tr("checked"), answer, {}, tr("Nothing: it is an answer."), smallest()};
    }
    case Kind::Register:
        return {
            tr("register"), tr("name · e-mail · salt · two keys made from the password"),
            tr("600,000 rounds of PBKDF2"),
            tr("Nothing yet. The host never gets the password, but it can guess it against these keys, at "
               "the cost of 600,000 rounds a guess, and so can anyone who steals its database."),
            tr("Time, and the smallest size there is, or with long names and addresses one that is rounded "
               "up to 32 bytes. Not the name, the e-mail address or the password.")};
    case Kind::Registered:
        return {tr("registered"),
                tr("the account is stored"),
                {},
                tr("To the guest: the host says that the account is stored."),
                smallest()};
    default:
        return {};
    }
}

LadderWords::Step LadderWords::ofLogin(const HandshakeStep &step)
{
    switch (step.kind) {
    case Kind::ClientFirst:
        return {tr("client_first"),
                tr("begins the login: name, random bytes"),
                {},
                tr("Nothing yet: anyone can give a name."),
                tr("Size and time. Not the name.")};
    case Kind::ServerFirst:
        return {
            tr("server_first"),
            tr("salt · iterations · random bytes of both"),
            {},
            tr("Nothing yet. Whoever gives a name here is told a salt; with the salt alone no password can "
               "be tried without asking the host again."),
            tr("Size and time.")};
    case Kind::ClientFinal:
        return {
            tr("client_final"), tr("proof of the password, for this link alone"), tr("computes the proof"),
            tr("To the host: the guest knows the password, on this very link. The proof covers a value that "
               "only the two ends of this handshake have, so carried over to another link it is worth "
               "nothing."),
            tr("Size and time. The proof is sealed: who listens cannot try passwords against it.")};
    case Kind::ServerFinal:
        return {tr("server_final"),
                tr("the host's proof · the name as registered"),
                {},
                tr("To the guest: the host has the keys that this account was registered with, and took the "
                   "proof on this very link. From here on longer frames may pass."),
                tr("Size and time. Not whether the login went well, but what follows looks different from "
                   "another try.")};
    case Kind::Refused:
        return {tr("refused"),
                codeWords(step.code),
                {},
                tr("Nothing: the host says no, and the link goes on."),
                tr("An answer of the smallest size, like others. That the guest tries again can be guessed "
                   "from the records that follow.")};
    case Kind::Identity:
        return {
            tr("identity"), tr("the device's key and signature"), tr("signs"),
            tr("To the host: the guest holds this device's private key. The signature covers the exporter "
               "of this link, the key and the name, so it counts for no other link and no other account."),
            tr("Size and time. The device's key is sealed.")};
    case Kind::Resume:
        return {tr("resume"),
                tr("what this device has of the room"),
                {},
                tr("Nothing: the guest says up to which message it keeps the conversation, so that the host "
                   "sends what was missed."),
                smallest()};
    default:
        return {};
    }
}

LadderWords::Step LadderWords::ofRefresh(const HandshakeStep &step)
{
    switch (step.kind) {
    case Kind::Refresh:
        return {tr("refresh"),
                tr("a fresh X25519 share"),
                {},
                tr("Nothing by itself: the host offers new randomness for the keys of both directions."),
                smallest()};
    case Kind::Refreshed:
        return {tr("refreshed"),
                tr("a fresh X25519 share; the last record of this key"),
                {},
                tr("The guest has computed the new keys and changes to its own."),
                tr("That the guest's next record has the next key number, which stands in the clear. Not the "
                   "key.")};
    case Kind::RefreshEnd:
        return {tr("refresh_end"),
                tr("the last record of this key"),
                {},
                tr("The host has computed the new keys, too, and changes to its own; that they are the same, "
                   "the next record shows. Who copied the memory before and only listens is shut out."),
                tr("That the host's next record has the next key number. Not the key.")};
    case Kind::Welcome:
        return {tr("welcome"),
                tr("the room's rules, and where its numbers stand"),
                {},
                tr("To the guest: the host has the fresh keys, and takes the guest as a member."),
                smallest()};
    case Kind::Update:
        return {
            tr("update"),
            tr("the last record of this key"),
            {},
            tr("Its sender takes the next key, which follows from the one before, and wipes the old one."),
            tr("That the sender's next record has the next key number. Not the key.")};
    default:
        return {};
    }
}

LadderWords::Step LadderWords::ofEnd(const HandshakeStep &step)
{
    switch (step.kind) {
    case Kind::Alert:
        return {
            tr("alert"),
            codeWords(step.code),
            {},
            tr("Nothing: it travels in the clear, and anyone on the way could have made it. It is shown as a "
               "claim and changes nothing that is kept."),
            tr("All of it: nothing seals it.")};
    case Kind::Close:
        return {
            tr("close"),
            codeWords(step.code),
            {},
            tr("That the other end of these keys ends the link for this reason: a sealed record cannot be "
               "made by anyone on the way."),
            tr("That the link ends. Not why.")};
    case Kind::NotTaken:
        return {
            tr("refused here: %1").arg(codeWords(step.code)),
            tr("this side did not take the frame"),
            {},
            tr("That something arrived which the protocol does not allow. Who made it, it does not prove."),
            tr("The frame as it travelled, and that the link ended.")};
    case Kind::Unframed:
        return {tr("bytes that are no frame"),
                tr("cut off, refused at once, or behind the end"),
                {},
                tr("Nothing."),
                tr("The bytes as they travelled.")};
    case Kind::OutOfTurn:
        return {tr("a message of the room"),
                tr("before its time"),
                {},
                tr("That its sender does not keep the order of the protocol."),
                tr("Its size and its time.")};
    default:
        return {};
    }
}

} // namespace waxwing
