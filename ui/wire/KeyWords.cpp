// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyWords.h"

#include <QLocale>

namespace waxwing {

using Began = KeyEpoch::Began;

QString KeyWords::direction(bool sent)
{
    return sent ? tr("Sending") : tr("Receiving");
}

QString KeyWords::key(quint32 epoch)
{
    return tr("key %1").arg(epoch);
}

QString KeyWords::keyOf(bool sent, quint32 epoch)
{
    return sent ? tr("sending key %1").arg(epoch) : tr("receiving key %1").arg(epoch);
}

QString KeyWords::begins(const KeyEpoch &epoch)
{
    const QString key =
        epoch.sent ? tr("Sending key %1").arg(epoch.number) : tr("Receiving key %1").arg(epoch.number);
    return tr("%1: %2", "key, why it began").arg(key, why(epoch));
}

QString KeyWords::why(const KeyEpoch &epoch)
{
    switch (epoch.began) {
    case Began::Unknown:
        return tr("began before what is kept here");
    case Began::Hellos:
        return tr("from the two hellos, for the handshake alone");
    case Began::Proof:
        return tr("the handshake is over");
    case Began::Login:
        return tr("fresh randomness after the login");
    case Began::Talk:
        return epoch.behind == 1 ? tr("new after 1 message")
                                 : tr("new after %n messages", nullptr, int(epoch.behind));
    case Began::Limit:
        return tr("new before the most records that a key may seal");
    case Began::Update:
        return tr("new by its sender's own wish");
    case Began::RefreshByTime:
        return tr("fresh randomness after 15 minutes");
    case Began::RefreshByVolume:
        return tr("fresh randomness after 1 GiB");
    case Began::Refresh:
        return tr("fresh randomness from both sides");
    }
    return {};
}

QString KeyWords::band(const KeyEpoch &epoch, quint64 updateEvery)
{
    if (!epoch.isCurrent || epoch.number < 2)
        return key(epoch.number);
    if (updateEvery == 0)
        return tr("key %1 · %2", "number, messages").arg(epoch.number).arg(epoch.talk);
    return tr("key %1 · %2 of %3", "number, messages, of how many")
        .arg(epoch.number)
        .arg(epoch.talk)
        .arg(updateEvery);
}

QString KeyWords::fallsOrStands(bool falls)
{
    return falls ? tr("falls") : tr("stays sealed");
}

QString KeyWords::count(const KeyFall &fall)
{
    const QLocale locale;
    const quint64 all = fall.falls + fall.stands;
    if (all == 0)
        return tr("Nothing was said on this link yet.");
    if (fall.falls == 0)
        return tr("No message falls: %1 stay sealed.").arg(locale.toString(all));
    return tr("%1 of %2 messages fall, %3 stay sealed.")
        .arg(locale.toString(fall.falls), locale.toString(all), locale.toString(fall.stands));
}

QString KeyWords::ofSecret(const KeyFall &fall)
{
    if (fall.goesOn)
        return tr("From the secret of key %1 follow its key and all later ones of this direction, until the "
                  "next "
                  "refresh brings fresh randomness. No step leads back to an earlier key.")
            .arg(fall.first);
    if (fall.first == fall.last)
        return tr("From the secret of key %1 follow its key and IV, and no more: the next key of this "
                  "direction "
                  "came from randomness that the thief does not have. No step leads back to an earlier key.")
            .arg(fall.first);
    return tr("From the secret of key %1 follow the keys of this direction up to key %2. Then a refresh "
              "brought "
              "randomness that the thief does not have. No step leads back to an earlier key.")
        .arg(fall.first)
        .arg(fall.last);
}

/// The first two keys seal no talk, and yet something (PROTOCOL 6.4, 7).
QString KeyWords::besidesTalk(const KeyFall &fall, bool fromGuest)
{
    if (!fall.any || fall.first > 1)
        return {};
    if (fall.first == 0)
        return fromGuest ? tr("This one sealed a single record, ready, which holds no secret.")
                         : tr("This one sealed a single record: the host's identity and signature.");
    return fromGuest
               ? tr("This one sealed the guest's side of the login: name, perhaps an e-mail address, and "
                    "what a thief can try passwords against.")
               : tr("This one sealed the host's side of the login: the room's name, a salt, and answers.");
}

QString KeyWords::because(const KeyLeak &leak, const KeyFall &fall, bool fromGuest)
{
    QString words;
    switch (leak.what) {
    case KeyLeak::What::Nothing:
        return tr("Choose a key, and what of it a thief has got.");
    case KeyLeak::What::KeyAndIv:
        words = fall.goesOn
                    ? tr("Key and IV open the records of this direction and this key alone, also those that "
                         "will still be sealed with it: no other key follows from them.")
                    : tr("Key and IV open the records of this direction and this key alone: no other key "
                         "follows from them, neither an earlier nor a later one.");
        break;
    case KeyLeak::What::Secret:
        words = ofSecret(fall);
        break;
    case KeyLeak::What::Chain:
        return tr(
            "The chain seals nothing: it is mixed into the next refresh with a fresh X25519 result that the "
            "thief does not have. To stand in the middle of that refresh takes the secrets of both "
            "directions "
            "as well.");
    case KeyLeak::What::HostIdentity:
        return tr(
            "The host's long-term key only signs; no key of the talk was ever under it. But from then on the "
            "thief can pose as the host: who registers there trusts the thief, and who logs in there with an "
            "old account notices, but has given the thief something to try passwords against.");
    }
    const QString more = besidesTalk(fall, fromGuest);
    return more.isEmpty() ? words : words + u' ' + more;
}

} // namespace waxwing
