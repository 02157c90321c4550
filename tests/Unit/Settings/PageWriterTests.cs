using System.Text;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A page in pieces: each text whole in one of them, and all of them together the page.</summary>
[TestClass]
public class PageWriterTests
{
    private readonly PageWriter _writer = new PageWriter();

    [TestMethod]
    public void What_just_fits_is_written_and_what_does_not_is_left_for_the_next_piece()
    {
        byte[] buffer = new byte[8];
        _writer.Start(buffer, 2, 0);
        _writer.Text("abcdef");
        Assert.IsFalse(_writer.IsFull);
        Assert.AreEqual(8, _writer.Position);
        Assert.AreEqual(1, _writer.Texts);
        _writer.Start(buffer, 2, 0);
        _writer.Text("abc");
        _writer.Text("defg");
        _writer.Text("h");
        Assert.IsTrue(_writer.IsFull);
        Assert.AreEqual(5, _writer.Position, "What follows waits too");
        Assert.AreEqual(1, _writer.Texts);
        _writer.Start(buffer, 0, 1);
        _writer.Text("abc");
        _writer.Text("defg");
        _writer.Text("h");
        Assert.IsFalse(_writer.IsFull);
        Assert.AreEqual(3, _writer.Texts);
        Assert.AreEqual("defgh", Encoding.UTF8.GetString(buffer, 0, _writer.Position));
    }

    [TestMethod]
    public void Long_texts_and_characters_of_any_size_are_the_same_in_pieces_of_any_size()
    {
        string[] texts =
        {
            new string('a', 200), new string('a', 63) + "\ud83d\ude00b", new string('a', 62) + "\ud83d\ude00b", "\ud83d\ude00\ud83d\ude00",
            new string('\u20ac', 130), new string('a', 64) + "<" + new string('b', 64) + "\u00e4",
        };
        foreach (string text in texts)
        {
            int markup = text.IndexOf('<');
            string expected = markup < 0 ? text : text.Substring(0, markup) + "&lt;" + text.Substring(markup + 1);
            for (int size = 200; size < 800; size += 97)
            {
                Assert.AreEqual(expected, Pages(text, size));
            }
        }
    }

    /// <summary>Bytes from outside, such as the names of radio networks.</summary>
    [TestMethod]
    public void Bytes_that_are_no_text_are_shown_as_such()
    {
        CheckBytes("a~\u00e4\u20ac\ud83d\ude00", new byte[] { 0x61, 0x7E, 0xC3, 0xA4, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80 });
        CheckBytes("\ufffd\ufffd\ufffd ", new byte[] { 0x00, 0x1F, 0x7F, 0x20 });
        CheckBytes("\ufffda", new byte[] { 0xC3, 0x61 });
        CheckBytes("\ufffd", new byte[] { 0xC3 });
        CheckBytes("a\ufffd\ufffd", new byte[] { 0x61, 0xE2, 0x82 });
        CheckBytes("\ufffd\ufffd\ufffd", new byte[] { 0xF0, 0x9F, 0x98 });
        CheckBytes("\ufffd\ufffd", new byte[] { 0xC0, 0x80 });
        CheckBytes("&lt;&gt;&amp;&quot;&#39;", new byte[] { 0x3C, 0x3E, 0x26, 0x22, 0x27 });
        CheckBytes("\u0080\u07ff\u0800\uffff", new byte[] { 0xC2, 0x80, 0xDF, 0xBF, 0xE0, 0xA0, 0x80, 0xEF, 0xBF, 0xBF });
        CheckBytes(string.Empty, new byte[0]);
    }

    private void CheckBytes(string expected, byte[] bytes)
    {
        byte[] buffer = new byte[64];
        _writer.Start(buffer, 0, 0);
        _writer.Escaped(bytes);
        Assert.AreEqual(expected, Encoding.UTF8.GetString(buffer, 0, _writer.Position));
    }

    /// <summary>What pieces of a size are together.</summary>
    private string Pages(string text, int size)
    {
        string pages = string.Empty;
        byte[] buffer = new byte[size];
        int sent = 0;
        do
        {
            _writer.Start(buffer, 0, sent);
            _writer.Escaped(text);
            pages += Encoding.UTF8.GetString(buffer, 0, _writer.Position);
            sent = _writer.Texts;
        }
        while (_writer.IsFull);
        return pages;
    }
}
