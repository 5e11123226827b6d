// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_ladder_gallery FOLDER [light|dark|contrast] [PERCENT]: the dock's ladder in its states as PNGs,
// from real links of this process. QT_SCALE_FACTOR=2 for 2x.

#include "GalleryRun.h"
#include "HandshakePage.h"
#include "KeyBands.h"
#include "KeyRowsView.h"
#include "KeysPage.h"
#include "LadderView.h"
#include "TracedSession.h"

#include <QComboBox>

using namespace waxwing;

namespace {

class Gallery
{
public:
    explicit Gallery(QDir folder) : m_folder(std::move(folder)) {}

    void ladder() const
    {
        TracedSession session;
        HandshakePage empty;
        GalleryRun::save(empty, m_folder, QStringLiteral("ladder-empty"), {620, 480});
        if (!session.pair->open())
            qFatal("no handshake");
        HandshakePage guest;
        guest.setLog(session.guestLog());
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-unaccepted"), {760, 620});
        if (!session.meet() || !session.logIn(true) || !session.admit())
            qFatal("not admitted");
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-guest"), {620, 760});
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-tall"), {760, 2'300});
        guest.view()->setFocus(Qt::TabFocusReason);
        guest.setAttribute(Qt::WA_KeyboardFocusChange);
        for (int i = 0; i < 5; ++i)
            guest.view()->step(1);
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-step"), {620, 760});
        guest.savePicture(m_folder.filePath(QStringLiteral("export.svg")));
        guest.savePicture(m_folder.filePath(QStringLiteral("export.png")));
        (void)QTest::qWaitFor([&guest] { return guest.result().startsWith(QStringLiteral("Saved")); });
        QTest::qWait(500); // the other one as well
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-saved"), {480, 600});
        session.pair->guest->close(Code::Left);
        QTest::qWait(200);
        GalleryRun::save(guest, m_folder, QStringLiteral("ladder-narrow"), {320, 560});
        HandshakePage host;
        host.setLog(session.hostLog());
        GalleryRun::save(host, m_folder, QStringLiteral("ladder-host"), {620, 900});
        host.view()->scrollToBottom();
        GalleryRun::save(host, m_folder, QStringLiteral("ladder-host-end"), {620, 900});
    }

    void keys() const
    {
        TracedSession session;
        if (!session.enter(5))
            qFatal("not admitted");
        const QStringList lines{
            QStringLiteral("I see packets but no text"),
            QStringLiteral("just “Data”, 289 bytes each"),
            QStringLiteral("Same here. Every message of mine is 289 bytes, even “ok”."),
            QStringLiteral("Then what does the key log give away?"),
            QStringLiteral("مرحبا بالجميع، هل ترون رسالتي؟"),
            QStringLiteral("A new key. The old one is wiped, so whoever steals today's key cannot "
                           "read yesterday's talk, whatever it was that was said then")};
        for (int i = 0; i < 14; ++i) {
            if (!session.guestSays(lines[i % lines.size()]) ||
                (i % 3 == 0 && !session.hostSays(lines[(i + 2) % 6])) || (i == 9 && !session.refresh()))
                qFatal("not said");
        }
        KeysPage empty;
        GalleryRun::save(empty, m_folder, QStringLiteral("keys-empty"), {620, 480});
        KeysPage page;
        page.setLog(session.guestLog());
        GalleryRun::save(page, m_folder, QStringLiteral("keys"), {620, 760});
        Q_EMIT page.bands()->bandChosen(false, 3);
        page.rows()->scrollToTop();
        GalleryRun::save(page, m_folder, QStringLiteral("keys-leak"), {620, 760});
        page.leakBox()->setCurrentIndex(2);
        page.rows()->setFocus(Qt::TabFocusReason);
        page.setAttribute(Qt::WA_KeyboardFocusChange);
        page.rows()->setCurrentIndex(page.model()->index(14));
        GalleryRun::save(page, m_folder, QStringLiteral("keys-secret"), {620, 760});
        page.leakBox()->setCurrentIndex(4);
        page.bands()->setFocus(Qt::TabFocusReason);
        GalleryRun::save(page, m_folder, QStringLiteral("keys-identity"), {480, 600});
        GalleryRun::save(page, m_folder, QStringLiteral("keys-narrow"), {320, 560});
        KeyBands bands;
        bands.setLog(session.hostLog());
        bands.setLink(1);
        GalleryRun::save(bands, m_folder, QStringLiteral("bands"), {588, bands.sizeHint().height()});
    }

private:
    QDir m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    const Gallery gallery(run.folder());
    gallery.ladder();
    gallery.keys();
    return 0;
}
