// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_file_gallery FOLDER [light|dark|contrast] [PERCENT]: files and pictures of the conversation in all
// their states as PNGs. QT_SCALE_FACTOR=2 for 2x.

#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "DropVeil.h"
#include "GalleryRun.h"
#include "HintLine.h"
#include "MessageList.h"
#include "PictureViewer.h"
#include "SampleTransfer.h"

#include <QLinearGradient>
#include <QPainter>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace waxwing;

namespace {

class Talk
{
public:
    explicit Talk(ChatPage &page) : m_page(page) {}

    FileNote note(const QString &name, quint64 size)
    {
        return {Bytes(16, static_cast<char>(++m_file)), name, size, Bytes(32, 'd')};
    }

    FileNote said(const QString &who, int minute, const FileNote &file, const QString &caption = {})
    {
        RoomMessage message;
        message.number = ++m_number;
        message.name = who;
        message.text = caption.isEmpty() ? QStringLiteral("📎 ") + file.name : caption;
        message.timeMs = QDateTime(QDate::currentDate(), QTime(10, minute)).toMSecsSinceEpoch();
        message.mine = who == u"Asha";
        message.state = message.mine ? MessageState::Delivered : MessageState::Sent;
        message.delivered = message.mine ? 11 : 0;
        message.of = message.mine ? 12 : 0;
        message.file = file;
        m_page.conversation()->messagesArrived({message});
        return file;
    }

    void text(const QString &who, int minute, const QString &words)
    {
        RoomMessage message;
        message.number = ++m_number;
        message.name = who;
        message.text = words;
        message.timeMs = QDateTime(QDate::currentDate(), QTime(10, minute)).toMSecsSinceEpoch();
        m_page.conversation()->messagesArrived({message});
    }

    void moves(const FileNote &file, bool isUpload, TransferState state, int percent,
               Code reason = Code::FileCancelled)
    {
        m_page.files()->files().setTransfers(
            {sampleTransfer(++m_transfer, file, isUpload, state, percent, reason)});
    }

private:
    ChatPage &m_page;
    quint64 m_number = 100;
    quint64 m_transfer = 0;
    int m_file = 0;
};

QString picture(const QDir &folder, const QString &name, QSize size, bool clear = false)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    if (!clear) {
        QLinearGradient sky(0, 0, 0, size.height());
        sky.setColorAt(0, QColor(0xF3, 0xB5, 0x6F));
        sky.setColorAt(1, QColor(0x5E, 0x7F, 0xB8));
        painter.fillRect(image.rect(), sky);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x2D, 0x3E, 0x50));
    painter.drawPolygon(
        QPolygonF({QPointF(0, size.height()), QPointF(size.width() * 0.35, size.height() * 0.35),
                   QPointF(size.width() * 0.6, size.height() * 0.75),
                   QPointF(size.width() * 0.8, size.height() * 0.5), QPointF(size.width(), size.height())}));
    painter.setBrush(QColor(0xF7, 0xE8, 0xCF));
    painter.drawEllipse(QPointF(size.width() * 0.75, size.height() * 0.25), size.height() * 0.09,
                        size.height() * 0.09);
    painter.end();
    const QString path = folder.filePath(name);
    image.save(path);
    return path;
}

struct Window
{
    Window()
    {
        LockFacts facts;
        facts.room = QStringLiteral("10B Network security");
        facts.people = 12;
        page.setRoom(facts.room);
        page.setLock(facts);
        page.setSelf(QStringLiteral("Asha"));
        page.setPeople({{QStringLiteral("Asha"), Role::Member, true, false, 1},
                        {QStringLiteral("Ms Rao"), Role::Host, false, false, 1},
                        {QStringLiteral("Ravi"), Role::Member, false, false, 1},
                        {QStringLiteral("Mei Lin"), Role::Member, false, false, 1}});
        page.files()->setProfileFolder(profile.path());
        page.files()->files().setPictureBound(5LL << 20);
        page.files()->files().setLimits({true, 2LL << 30, 16LL << 30});
        page.files()->files().setTransfers({});
    }
    ChatPage page;
    QTemporaryDir profile;
};

void saveReceived(const QDir &folder)
{
    Window kept;
    ChatPage &window = kept.page;
    Talk talk(window);
    talk.text(QStringLiteral("Ms Rao"), 40, QStringLiteral("Here is what we need for today."));
    talk.said(QStringLiteral("Ms Rao"), 40, talk.note(QStringLiteral("lesson-04.pdf"), 1'234'567));
    talk.moves(
        talk.said(QStringLiteral("Ms Rao"), 40, talk.note(QStringLiteral("ubuntu-24.04.iso"), 5'665'497'088)),
        false, TransferState::Moving, 40);
    talk.moves(talk.said(QStringLiteral("Ravi"), 41, talk.note(QStringLiteral("monday.zip"), 48'000'000)),
               false, TransferState::Paused, 62);
    talk.moves(talk.said(QStringLiteral("Ravi"), 41, talk.note(QStringLiteral("talk.mp3"), 7'400'000)), false,
               TransferState::Waiting, 0);
    talk.moves(talk.said(QStringLiteral("Mei Lin"), 42, talk.note(QStringLiteral("notes.txt"), 812)), false,
               TransferState::Done, 100);
    talk.moves(talk.said(QStringLiteral("Mei Lin"), 42, talk.note(QStringLiteral("film.mkv"), 912'000'000)),
               false, TransferState::Failed, 30, Code::FileDamaged);
    talk.moves(talk.said(QStringLiteral("Mei Lin"), 43, talk.note(QStringLiteral("old.tar.gz"), 99'000)),
               false, TransferState::Failed, 0, Code::FileUnknown);
    GalleryRun::save(window, folder, QStringLiteral("files-received"), {1120, 900});
    GalleryRun::save(window, folder, QStringLiteral("files-received-720x480"), {720, 445});
    GalleryRun::save(window, folder, QStringLiteral("files-received-420"), {420, 600});
}

void saveSent(const QDir &folder)
{
    Window kept;
    ChatPage &window = kept.page;
    Talk talk(window);
    talk.text(QStringLiteral("Ravi"), 40, QStringLiteral("Can you send your captures?"));
    talk.said(QStringLiteral("Asha"), 41, talk.note(QStringLiteral("capture.pcapng"), 96'300'000));
    talk.moves(talk.note(QStringLiteral("key log.txt"), 64'000), true, TransferState::Waiting, 0);
    talk.moves(talk.note(QStringLiteral("second capture.pcapng"), 196'300'000), true, TransferState::Moving,
               40);
    talk.moves(talk.note(QStringLiteral("third.zip"), 96'300'000), true, TransferState::Paused, 71);
    talk.moves(talk.note(QStringLiteral("fourth.zip"), 96'300'000), true, TransferState::Failed, 12,
               Code::FileChanged);
    window.messages()->selectionModel()->setCurrentIndex(window.conversation()->index(2),
                                                         QItemSelectionModel::ClearAndSelect);
    window.composer()->refuse(QStringLiteral("“backup.img” has 8.2 GB. This room takes files up to 2 GiB."));
    GalleryRun::save(window, folder, QStringLiteral("files-sent"), {1120, 685});
    window.resize(900, 525);
    QTest::qWait(30);
    window.files()->veil()->setGeometry(window.rect());
    window.files()->veil()->show();
    window.files()->veil()->raise();
    GalleryRun::save(window, folder, QStringLiteral("files-drop"), {900, 525});
    window.files()->veil()->hide();
    window.setTextJudge([](const QString &) {
        return QStringLiteral("This message is too long: a message has at most 32 KiB.");
    });
    window.composer()->setText(QStringLiteral("a long text ").repeated(4'000));
    QTest::keyClick(window.composer()->edit(), Qt::Key_Return);
    GalleryRun::save(window, folder, QStringLiteral("files-too-long"), {900, 525});
    window.composer()->setText({});
    window.files()->files().setLimits({true, 0, 0});
    GalleryRun::save(window, folder, QStringLiteral("files-none"), {900, 525});
}

void saveNames(const QDir &folder)
{
    Window kept;
    ChatPage &window = kept.page;
    Talk talk(window);
    talk.said(
        QStringLiteral("Ravi"), 41,
        talk.note(QStringLiteral("a very long name of a file that tells everything that is in it and then "
                                 "some more.docx"),
                  1'234'567));
    talk.said(QStringLiteral("Ravi"), 41,
              talk.note(QStringLiteral("ملخص الدرس الرابع في أمن الشبكات.pdf"), 52'000));
    talk.said(QStringLiteral("Ravi"), 41, talk.note(QStringLiteral("סיכום.pdf"), 52'000));
    talk.said(QStringLiteral("Ravi"), 42,
              talk.note(QStringLiteral("../../etc/pass\u202Egnp.exe\n<b>x</b>"), 12));
    talk.said(QStringLiteral("Ravi"), 42, talk.note(QString(240, u'W'), 999));
    talk.said(QStringLiteral("Ravi"), 42, talk.note(QStringLiteral("with words.odt"), 31'000),
              QStringLiteral("Look at **page two**, the rest is as it was"));
    GalleryRun::save(window, folder, QStringLiteral("files-names"), {900, 605});
}

void savePictures(const QDir &folder)
{
    Window kept;
    ChatPage &window = kept.page;
    const QDir lies(kept.profile.path());
    Talk talk(window);
    const auto show = [&](const QString &who, const QString &name, const QString &path,
                          const QString &caption = {}) {
        const FileNote file = talk.note(name, static_cast<quint64>(QFileInfo(path).size()));
        window.files()->files().setTaken(file.id, path);
        talk.said(who, 45, file, caption);
    };
    const QString wide = picture(lies, QStringLiteral("wide.png"), {1600, 900});
    show(QStringLiteral("Ms Rao"), QStringLiteral("wide.png"), wide);
    show(QStringLiteral("Asha"), QStringLiteral("small.png"),
         picture(lies, QStringLiteral("small.png"), {120, 90}));
    show(QStringLiteral("Ravi"), QStringLiteral("tall.png"),
         picture(lies, QStringLiteral("tall.png"), {200, 900}), QStringLiteral("Our tower"));
    show(QStringLiteral("Asha"), QStringLiteral("clear.png"),
         picture(lies, QStringLiteral("clear.png"), {640, 300}, true));
    QFile lie(lies.filePath(QStringLiteral("lie.png")));
    if (lie.open(QIODevice::WriteOnly))
        lie.write("\x89PNG\r\n\x1a\nnothing");
    lie.close();
    show(QStringLiteral("Ravi"), QStringLiteral("lie.png"), lie.fileName());
    const FileNote moving = talk.note(QStringLiteral("moving.png"), 2'000'000);
    TransferView view;
    view.id = 900;
    view.isUpload = true;
    view.note = moving;
    view.path = wide;
    view.state = TransferState::Moving;
    view.done = 1'100'000;
    view.rate = 900'000;
    view.leftMs = 1'000;
    window.files()->files().setTransfers({view});
    window.resize(900, 1700);
    window.show();
    QTest::qWait(600);
    GalleryRun::save(window, folder, QStringLiteral("files-pictures"), {900, 1700});
    GalleryRun::save(window, folder, QStringLiteral("files-pictures-720x480"), {720, 445});
    PictureViewer viewer(wide, QStringLiteral("wide.png"), nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    QTest::qWait(300);
    GalleryRun::save(viewer, folder, QStringLiteral("files-viewer"), viewer.size());
    viewer.setFitted(false);
    GalleryRun::save(viewer, folder, QStringLiteral("files-viewer-whole"), viewer.size());
}

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    saveReceived(run.folder());
    saveSent(run.folder());
    saveNames(run.folder());
    savePictures(run.folder());
    return 0;
}
