// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_gallery FOLDER [light|dark|contrast] [PERCENT]: every page before the chat as a PNG, with the
// sample data of the pictures that the look was fixed by. QT_SCALE_FACTOR=2 for 2x.

#include "Button.h"
#include "CodeDialog.h"
#include "Field.h"
#include "FirstContactPage.h"
#include "GalleryRun.h"
#include "HostChangedPage.h"
#include "HostPage.h"
#include "Icons.h"
#include "JoinCardLarge.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "NewPasswordFields.h"
#include "PasswordDialog.h"
#include "PasswordStrength.h"
#include "RegisterPage.h"
#include "ResetPage.h"
#include "Theme.h"
#include "WelcomePage.h"

#include <QPainter>

using namespace waxwing;

namespace {

const QString address = QStringLiteral("192.168.1.10:12345");
const QString room = QStringLiteral("10B Network security");
const QString code = QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV");
const QString link = QStringLiteral("waxwing://192.168.1.10:12345/?key=K7QF2MZA4XNTB6RCJ5WEH3YDUP2SG7LV");

class Gallery
{
public:
    explicit Gallery(QDir folder) : m_folder(std::move(folder)) {}

    void save(QWidget &page, const QString &name, QSize size) const
    {
        GalleryRun::save(page, m_folder, name, size);
        page.hide();
    }

    void welcome() const
    {
        WelcomePage page;
        save(page, QStringLiteral("welcome-empty"), {900, 640});
        const QDateTime now = QDateTime::currentDateTime();
        page.setRecentRooms({{"a", room, QStringLiteral("asha"), address, 0, false, true, now.addDays(-1)},
                             {"b", QStringLiteral("Weekend club"), QStringLiteral("asha"),
                              QStringLiteral("10.0.4.7:12345"), 0, false, true, now.addDays(-9)},
                             {"c", QStringLiteral("Lab 3"), {}, {}, 12346, true, true, now.addDays(-18)}});
        save(page, QStringLiteral("welcome"), {900, 640});
        save(page, QStringLiteral("welcome-720x480"), {720, 480});
        page.setAddress(QStringLiteral("192.168.1.10"));
        page.setJoinError(
            QStringLiteral("192.168.1.10 is on, but no room is open on port 12345. Ask the host whether "
                           "the room is started, or check the port."));
        save(page, QStringLiteral("welcome-refused"), {900, 700});
        page.setJoinError({});
        page.setJoining(true);
        save(page, QStringLiteral("welcome-joining"), {900, 640});
    }

    void nearby() const
    {
        WelcomePage page;
        page.nearby()->setState(NearbyRooms::State::Looking);
        save(page, QStringLiteral("nearby-empty"), {900, 700});
        const QDateTime now = QDateTime::currentDateTime();
        page.setRecentRooms({{"a", room, QStringLiteral("asha"), address, 0, false, true, now.addDays(-1)},
                             {"c", QStringLiteral("Lab 3"), {}, {}, 12346, true, true, now.addDays(-18)}});
        using Entry = NearbyRoom::Entry;
        QList<NearbyRoom> rooms{{"a", room, QStringLiteral("Ms Rao"), address, 12, true, Entry::Open},
                                {"b", QStringLiteral("Chess club"), QStringLiteral("Ravi"),
                                 QStringLiteral("192.168.1.31:12345"), 3, false, Entry::Invite},
                                {"c", QStringLiteral("غرفة الشبكات"), QStringLiteral("محمد الأمين"),
                                 QStringLiteral("[fd12:7a::10]:12345"), 1, false, Entry::Open}};
        page.nearby()->setRooms(rooms);
        save(page, QStringLiteral("nearby"), {900, 760});
        page.setAddress(QStringLiteral("192.168.1.10"));
        page.setJoinError(QStringLiteral("?"));
        page.setJoinCause(
            QStringLiteral("The room is announced in another place now: “10B Network security” at "
                           "192.168.1.10:12346."),
            true);
        save(page, QStringLiteral("nearby-moved"), {900, 820});
        page.setJoinError({});
        for (int i = 0; i < 200; ++i)
            rooms.append({QByteArray::number(i), QString(20, u'W') + QString::number(i), QString(32, u'M'),
                          address, i, false, Entry::Open});
        page.nearby()->setRooms(rooms);
        save(page, QStringLiteral("nearby-many"), {720, 900});
    }

    void host() const
    {
        HostPage page;
        page.setRoom(room);
        page.setOwnName(QStringLiteral("Ms Rao"), false);
        save(page, QStringLiteral("host-setup"), {900, 680});
        page.offerPort(12345, 12346);
        save(page, QStringLiteral("host-port"), {900, 680});
        save(page, QStringLiteral("host-720x480"), {720, 480});
        page.setBusy(true, QStringLiteral("Opening the room…"));
        page.setOwnName(QStringLiteral("Ms Rao"), true);
        save(page, QStringLiteral("host-busy"), {900, 680});
    }

    void joinCard() const
    {
        JoinCardPage page;
        page.setRoom(room);
        page.setOpen(12345, JoinCardPage::Reach::Yes);
        page.setPeople(3);
        page.setAddresses({{address, QStringLiteral("Wi-Fi “School”")},
                           {QStringLiteral("[fd12:7a::10]:12345"), QStringLiteral("Cable, room 4")}});
        page.setLink(link);
        page.setCode(code);
        save(page, QStringLiteral("host-join-card"), {960, 700});
        page.setInvite(QStringLiteral("ABCD2345EFGH6723"));
        save(page, QStringLiteral("host-join-card-720x480"), {720, 480});
        save(page, QStringLiteral("host-join-card-invite"), {960, 760});
        JoinCardLarge large;
        large.setRoom(room);
        large.setAddress(address);
        large.setLink(link);
        large.setCode(code);
        large.setPeople(3);
        save(large, QStringLiteral("join-card-large"), {1920, 1080});
        large.setInvite(QStringLiteral("ABCD2345EFGH6723"));
        save(large, QStringLiteral("join-card-large-invite"), {1280, 800});
    }

    void forms() const
    {
        RegisterPage reg;
        reg.setRoom(room, RoomStrip::Verified::ByLink, address);
        reg.setUsername(QStringLiteral("ravi"));
        reg.field(RegisterPage::Input::Email)->setText(QStringLiteral("ravi.k@example.org"));
        reg.field(RegisterPage::Input::Password)->setText(QStringLiteral("Gr3en-Kettle7"));
        reg.strength()->setPassword(QStringLiteral("Gr3en-Kettle7"), {});
        reg.setFieldError(RegisterPage::Input::Username,
                          QStringLiteral("“ravi” is taken. Free: ravi2, ravi_k."));
        save(reg, QStringLiteral("register"), {900, 700});
        save(reg, QStringLiteral("register-720x480"), {720, 480});
        reg.setInviteNeeded(true);
        save(reg, QStringLiteral("register-invite"), {900, 780});
        LogInPage in;
        in.setRoom(room, RoomStrip::Verified::SameAsBefore, address);
        in.setUsername(QStringLiteral("asha"));
        in.setMayRegister(true);
        in.field(LogInPage::Input::Password)->setText(QStringLiteral("wrong-one"));
        in.setFieldError(LogInPage::Input::Password,
                         QStringLiteral("The password is not right. 2 tries left before a 30-second pause."));
        save(in, QStringLiteral("login"), {900, 620});
        in.setPause(30);
        save(in, QStringLiteral("login-pause"), {900, 620});
    }

    void passwords() const
    {
        const QString fresh = QStringLiteral("Gr3en-Kettle7");
        LogInPage in;
        in.setRoom(room, RoomStrip::Verified::SameAsBefore, address);
        in.setUsername(QStringLiteral("asha"));
        in.setMayRegister(true);
        in.setMayReset(true);
        save(in, QStringLiteral("login-with-reset"), {900, 620});
        ResetPage reset;
        reset.setRoom(room, RoomStrip::Verified::SameAsBefore, address);
        reset.setUsername(QStringLiteral("asha"));
        reset.field(ResetPage::Input::Code)->setText(QStringLiteral("ABCD-2345-EFGH-6723"));
        reset.field(ResetPage::Input::Password)->setText(fresh);
        reset.newPassword()->strength()->setPassword(fresh, {});
        reset.setFieldError(ResetPage::Input::Code, QStringLiteral("This code has expired."));
        save(reset, QStringLiteral("reset"), {900, 800});
        save(reset, QStringLiteral("reset-720x480"), {720, 480});
        PasswordDialog change(QStringLiteral("asha"), {}, nullptr);
        change.setAttribute(Qt::WA_DeleteOnClose, false);
        change.field(PasswordDialog::Input::Old)->setText(QStringLiteral("wrong-one"));
        change.field(PasswordDialog::Input::New)->setText(fresh);
        change.newPassword()->strength()->setPassword(fresh, {});
        change.setFieldError(
            PasswordDialog::Input::Old,
            QStringLiteral("The password is not right. 2 tries left before a 30-second pause."));
        save(change, QStringLiteral("password-change"), {460, 560});
        CodeDialog give(nullptr);
        give.setAttribute(Qt::WA_DeleteOnClose, false);
        save(give, QStringLiteral("reset-code-ask"), {460, 360});
        give.setCode(QStringLiteral("asha"), QStringLiteral("ABCD2345EFGH6723"), 899);
        save(give, QStringLiteral("reset-code"), {460, 460});
    }

    void hosts() const
    {
        FirstContactPage first;
        first.setAddress(address);
        first.setCode(code);
        save(first, QStringLiteral("join-first-contact"), {900, 620});
        save(first, QStringLiteral("join-first-contact-narrow"), {420, 620});
        HostChangedPage changed;
        changed.setHost(HostChangedPage::Case::Typed, address, room,
                        QDateTime::currentDateTime().addDays(-1));
        changed.setCodes(code, QStringLiteral("Q3BN-7TWK-XA5E-2LHM-R6PD-VY4C-JZ7F-NG2U"));
        save(changed, QStringLiteral("host-changed"), {900, 640});
        changed.setHost(HostChangedPage::Case::Link, address, {}, {});
        save(changed, QStringLiteral("host-changed-link"), {900, 640});
    }

    /// Names and addresses that are long, or run from right to left.
    void names() const
    {
        const QString arabic = QStringLiteral("غرفة أمن الشبكات للصف العاشر");
        const QString wide(63, u'W');
        const QString far = QStringLiteral("[fd12:7a00:1111:2222:3333:4444:5555:6666]:12345");
        const QDateTime now = QDateTime::currentDateTime();
        WelcomePage welcome;
        welcome.setRecentRooms({{"a", arabic, QStringLiteral("محمد الأمين"), address, 0, false, true, now},
                                {"b", wide, QString(32, u'M'), far, 0, false, false, now.addDays(-1)}});
        save(welcome, QStringLiteral("names-welcome"), {900, 640});
        LogInPage in;
        in.setRoom(wide, RoomStrip::Verified::ByCode, far);
        in.setUsername(QStringLiteral("محمد الأمين"));
        save(in, QStringLiteral("names-login"), {900, 620});
        in.setRoom(arabic, RoomStrip::Verified::ByCode, far);
        save(in, QStringLiteral("names-login-arabic"), {900, 620});
        JoinCardPage card;
        card.setRoom(wide);
        card.setOpen(12345, JoinCardPage::Reach::No,
                     QStringLiteral("No answer from this PC's own address. A firewall may be in the way."));
        card.setAddresses({{far, QStringLiteral("A network adapter with quite a long name of its own")}});
        card.setLink(link);
        card.setCode(code);
        save(card, QStringLiteral("names-join-card"), {960, 700});
        JoinCardLarge large;
        large.setRoom(arabic);
        large.setAddress(far);
        large.setLink(link);
        large.setCode(code);
        large.setPeople(1'000);
        save(large, QStringLiteral("names-join-card-large"), {1280, 720});
        HostChangedPage changed;
        changed.setHost(HostChangedPage::Case::Typed, far, wide, now.addDays(-40));
        changed.setCodes(code, QStringLiteral("Q3BN-7TWK-XA5E-2LHM-R6PD-VY4C-JZ7F-NG2U"));
        save(changed, QStringLiteral("names-host-changed"), {900, 640});
    }

    void icons() const
    {
        QImage picture(1560, 1000, QImage::Format_RGB32);
        const Theme theme = Theme::of();
        picture.fill(theme.tokens().window);
        QPainter painter(&picture);
        int x = 50;
        for (const int side : {32, 48, 64, 96, 128, 256, 512}) {
            paintSeal(&painter, QRectF(x, 600 - side, side, side));
            x += side + 40;
        }
        x = 40;
        int y = 700;
        for (const QString &name : QDir(QStringLiteral(":/icons")).entryList()) {
            if (name.startsWith(u"waxwing"))
                continue;
            paintIcon(&painter, name.chopped(4), QRectF(x, y, 48, 48), theme.tokens().text);
            painter.setPen(theme.tokens().text);
            painter.drawText(x, y + 70, name.chopped(4));
            x += 104;
            if (x > 1500) {
                x = 40;
                y += 140;
            }
        }
        painter.end();
        picture.save(m_folder.filePath(QStringLiteral("icons.png")));
    }

private:
    QDir m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    const Gallery gallery(run.folder());
    gallery.welcome();
    gallery.nearby();
    gallery.host();
    gallery.joinCard();
    gallery.forms();
    gallery.passwords();
    gallery.hosts();
    gallery.names();
    gallery.icons();
    return 0;
}
