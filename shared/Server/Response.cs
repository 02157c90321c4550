using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Text;

namespace Sensorcast.Server;

/// <summary>
/// The answer of a <see cref="RequestRoute"/>, which is sent whole: a body of at most <see cref="MaxBodySize"/> bytes. What is longer is a
/// <see cref="DocumentRoute"/>. Writing allocates nothing.
/// </summary>
public sealed class Response
{
    /// <summary>The maximum size of a body in bytes. A response that gets more becomes a 500.</summary>
    public const int MaxBodySize = 2048;

    /// <summary>The maximum size of the header fields that a route adds, together.</summary>
    public const int MaxFieldsSize = 256;

    private const int MaxContentTypeLength = 64;

    // What is where in the buffer until the response is put together at its start: the head that goes there has at most 300 bytes.
    private const int BodyStart = WebServer.MaxSendSize - MaxBodySize;
    private const int FieldsStart = BodyStart - MaxFieldsSize;

    private readonly ResponseWriter _writer;
    private byte[] _buffer;
    private int _bodySize;
    private int _fieldsSize;
    private string _refusal;
    private string _contentType;

    /// <summary>Makes one.</summary>
    /// <param name="writer">What writes the heads of all answers, one after the other.</param>
    internal Response(ResponseWriter writer)
    {
        _writer = writer;
    }

    /// <summary>The status, one of <see cref="HttpStatus"/>; 200 unless the route says otherwise.</summary>
    public int StatusCode { get; set; }

    /// <summary>The body's media type; <c>text/plain; charset=utf-8</c> unless the route says otherwise.</summary>
    /// <exception cref="ArgumentException">It is longer than 64 characters, or has a line break.</exception>
    public string ContentType
    {
        get => _contentType;
        set
        {
            if (value.Length > MaxContentTypeLength || HasLineBreak(value))
            {
                throw new ArgumentException("A media type has at most 64 characters in one line");
            }

            // A browser guesses the encoding of a text that does not name it.
            _contentType = value == "text/html" ? "text/html; charset=utf-8" : value == "text/plain" ? "text/plain; charset=utf-8" : value;
        }
    }

    /// <summary>Whether the body comes in pieces.</summary>
    internal bool ComesInPieces { get; private set; }

    /// <summary>Whether more was written than fits.</summary>
    internal bool IsTooLong { get; private set; }

    /// <summary>Writes text.</summary>
    /// <param name="text">Text, sent in UTF-8.</param>
    public void Write(string text)
    {
        WriteRun(text, 0, text.Length);
    }

    /// <summary>Writes a whole number in decimal digits.</summary>
    /// <param name="value">The number.</param>
    public void Write(long value)
    {
        if (value == long.MinValue)
        {
            // Its magnitude is not a long.
            Write("-9223372036854775808");
            return;
        }

        if (value < 0)
        {
            Write("-");
        }

        long magnitude = value < 0 ? -value : value;
        int digits = 1;
        for (long rest = magnitude / 10; rest > 0; rest /= 10)
        {
            digits++;
        }

        if (HasRoom(digits))
        {
            _writer.Start(_buffer, BodyStart + _bodySize);
            _writer.Number(magnitude);
            _bodySize += digits;
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">Holds them.</param>
    /// <param name="offset">The offset of the first one.</param>
    /// <param name="count">How many.</param>
    public void Write(byte[] bytes, int offset, int count)
    {
        if (HasRoom(count))
        {
            Array.Copy(bytes, offset, _buffer, BodyStart + _bodySize, count);
            _bodySize += count;
        }
    }

    /// <summary>Writes text so that a browser shows it as it is: text from elsewhere must not become markup.</summary>
    /// <param name="text">The text.</param>
    public void WriteHtml(string text)
    {
        WriteEscaped(text, isJson: false);
    }

    /// <summary>Writes text as a JSON string, quotes included (RFC 8259 section 7).</summary>
    /// <param name="text">The text.</param>
    public void WriteJson(string text)
    {
        Write("\"");
        WriteEscaped(text, isJson: true);
        Write("\"");
    }

    /// <summary>Adds a header field, such as <c>Set-Cookie</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, in ASCII.</param>
    /// <exception cref="ArgumentException">
    /// It has a line break, or all fields together are longer than <see cref="MaxFieldsSize"/>.
    /// </exception>
    public void AddField(string name, string value)
    {
        if (HasLineBreak(name) || HasLineBreak(value))
        {
            throw new ArgumentException("A header field has no line break: " + name);
        }

        const int Punctuation = 4;
        if (_fieldsSize + Utf8Text.Size(name) + Utf8Text.Size(value) + Punctuation > MaxFieldsSize)
        {
            throw new ArgumentException("The header fields are longer than 256 bytes with " + name);
        }

        _writer.Start(_buffer, FieldsStart + _fieldsSize);
        _writer.Field(name, value);
        _fieldsSize += _writer.Length;
    }

    /// <summary>
    /// Sends the client elsewhere, with GET: what answers a form, so that a reload does not send it again (RFC 9110 section 15.4.4).
    /// </summary>
    /// <param name="location">A path such as <c>/config</c>, or a whole address.</param>
    public void Redirect(string location)
    {
        StatusCode = HttpStatus.SeeOther;
        AddField("Location", location);
    }

    /// <summary>Refuses the request; what was written before is dropped.</summary>
    /// <param name="status">One of <see cref="HttpStatus"/> from 400 on.</param>
    /// <param name="reason">One sentence that says what to do, at most 1,000 bytes.</param>
    public void Refuse(int status, string reason)
    {
        StatusCode = status;
        _refusal = reason;
        ComesInPieces = false;
    }

    /// <summary>
    /// Answers with a body of any length, which <see cref="RequestRoute.WritePiece"/> makes piece by piece while it is sent; what was
    /// written before is dropped. The end of the connection ends it (RFC 9112 section 6.3). A request that was refused stays refused.
    /// </summary>
    public void SendPieces()
    {
        ComesInPieces = _refusal == null;
    }

    internal void Start(byte[] buffer)
    {
        ComesInPieces = false;
        _buffer = buffer;
        _bodySize = 0;
        _fieldsSize = 0;
        _refusal = null;
        _contentType = "text/plain; charset=utf-8";
        StatusCode = HttpStatus.Ok;
        IsTooLong = false;
    }

    /// <summary>Puts the response together at the start of the buffer.</summary>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    /// <returns>The response's size in bytes.</returns>
    internal int Finish(bool withBody)
    {
        if (_refusal != null)
        {
            _writer.Start(_buffer, 0);
            _writer.RefusalHead(StatusCode, Utf8Text.Size(_refusal) + 1);
            WriteFieldsAndEnd();
            if (withBody)
            {
                _writer.Text(_refusal);
                _writer.Text("\n");
            }

            return _writer.Length;
        }

        _writer.Start(_buffer, 0);
        if (StatusCode == HttpStatus.NoContent)
        {
            _writer.NoContent();
        }
        else
        {
            _writer.Head(StatusCode, _contentType, ComesInPieces ? ResponseWriter.UnknownLength : _bodySize);
        }

        _writer.Field("Cache-Control", "no-store");
        WriteFieldsAndEnd();
        if (withBody && !ComesInPieces && StatusCode != HttpStatus.NoContent)
        {
            _writer.Bytes(_buffer, BodyStart, _bodySize);
        }

        return _writer.Length;
    }

    private void WriteFieldsAndEnd()
    {
        _writer.Bytes(_buffer, FieldsStart, _fieldsSize);
        _writer.EndHead();
    }

    private bool HasRoom(int size)
    {
        IsTooLong |= _bodySize + size > MaxBodySize;
        return !IsTooLong;
    }

    private static bool HasLineBreak(string text)
    {
        return text.IndexOf('\r') >= 0 || text.IndexOf('\n') >= 0;
    }

    private void WriteEscaped(string text, bool isJson)
    {
        // What is between two characters to escape is written at once.
        int runStart = 0;
        for (int i = 0; i < text.Length; i++)
        {
            string escape = isJson ? JsonEscape(text[i]) : HtmlText.EscapeOf(text[i]);
            if (escape != null)
            {
                WriteRun(text, runStart, i - runStart);
                Write(escape);
                runStart = i + 1;
            }
        }

        WriteRun(text, runStart, text.Length - runStart);
    }

    private void WriteRun(string text, int start, int length)
    {
        if (length > 0 && HasRoom(Utf8Text.Size(text, start, length)))
        {
            _bodySize += Encoding.UTF8.GetBytes(text, start, length, _buffer, BodyStart + _bodySize);
        }
    }

    private static string JsonEscape(char c)
    {
        switch (c)
        {
            case '"': return "\\\"";
            case '\\': return "\\\\";
            case '\n': return "\\n";
            case '\r': return "\\r";
            case '\t': return "\\t";
            default: return c < ' ' ? "\\u00" + ((int)c).ToString("X2") : null;
        }
    }
}
