// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_wire_gallery FOLDER [light|dark|contrast] [PERCENT]: the wire dock in its states as PNGs.
// QT_SCALE_FACTOR=2 for 2x.

#include "FilterBar.h"
#include "FrameFilter.h"
#include "FrameModel.h"
#include "FramePanes.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "GalleryRun.h"
#include "HexPane.h"
#include "SampleLog.h"
#include "WireDock.h"

using namespace waxwing;

namespace {

void talkOfThePicture(const QDir &folder)
{
    SampleLog sample;
    sample.addGuestLink();
    sample.lesson();
    WireDock dock;
    dock.setLog(sample.log());
    dock.resize(620, 774);
    dock.show();
    dock.showFrame(10);
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock"), {620, 774});
    dock.frames()->panes()->wire()->setFocus(Qt::TabFocusReason);
    dock.frames()->panes()->setMark(dock.frames()->panes()->marks().innermostAt(40));
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-marked"), {620, 774});
    dock.showFrame(7);
    dock.frames()->panes()->setMark(dock.frames()->panes()->marks().named(u"text"));
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-received"), {620, 774});
    dock.showFrame(1);
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-hello"), {620, 774});
    dock.showFrame(10);
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-narrow"), {360, 774});
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-wide"), {1'100, 600});
    GalleryRun::save(dock, folder, QStringLiteral("wire-dock-low"), {620, 417});
}

void host(const QDir &folder)
{
    SampleLog sample;
    sample.addHostLink(QStringLiteral("Ms Rao"), true);
    sample.hello(false, true);
    const quint64 local = sample.record(true, 1, 0, Ack{4});
    sample.addHostLink(QStringLiteral("ravi"));
    sample.record(false, 2, 0, Say{1, QStringLiteral("<img src=x> &amp; \u202Eevil\u202C\n\tsecond line")});
    sample.record(true, 2, 0, Delivered{1, 2, 3});
    const quint64 refused = sample.unopened(2, 1, Code::Tampered, QStringLiteral("the tag is wrong"));
    sample.unframed(Bytes("GET / HTTP/1.1\r\nHost: 192.168.1.10\r\n\r\n"));
    WireDock dock;
    dock.setLog(sample.log());
    dock.resize(620, 774);
    dock.show();
    dock.showFrame(refused);
    GalleryRun::save(dock, folder, QStringLiteral("wire-host-refused"), {620, 774});
    dock.showFrame(refused - 2);
    GalleryRun::save(dock, folder, QStringLiteral("wire-host-hostile"), {620, 774});
    dock.showFrame(local);
    GalleryRun::save(dock, folder, QStringLiteral("wire-host-local"), {620, 774});
    dock.showFrame(refused + 1);
    GalleryRun::save(dock, folder, QStringLiteral("wire-host-unframed"), {620, 774});
    dock.frames()->filterBar()->setFilter(QStringLiteral("epoch==x"));
    GalleryRun::save(dock, folder, QStringLiteral("wire-wrong-filter"), {620, 774});
}

void empty(const QDir &folder)
{
    WireDock dock;
    dock.setLog(std::make_shared<FrameLog>());
    GalleryRun::save(dock, folder, QStringLiteral("wire-empty"), {620, 774});
}

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    talkOfThePicture(run.folder());
    host(run.folder());
    empty(run.folder());
    return 0;
}
