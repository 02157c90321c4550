using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// The one place where a request's query, the header fields that its resource names, and its body are kept until it is answered. All
/// requests share it, so it costs heap once, from the first request on that needs it: while one is in it, there is no room for another.
/// </summary>
public sealed class RequestContent
{
    /// <summary>The maximum number of header fields that a resource may name.</summary>
    public const int MaxFields = 4;

    /// <summary>The maximum length of the values of all fields together in bytes, white space around them excluded.</summary>
    public const int MaxFieldsLength = 512;

    /// <summary>The maximum size of a body in bytes that a resource may take: more would not be the size of an array.</summary>
    public const int MaxBodySize = int.MaxValue - TargetReader.MaxLength - MaxFieldsLength;

    private int _size;
    private bool _keepsSubpath;

    // All of these are there once a request needs them.
    private ByteRange _subpath;
    private ByteRange _query;
    private ByteRange _body;
    private ByteRange[] _fields;
    private byte[] _bytes;
    private int _length;
    private bool _isBeforeValue;

    /// <summary>The request whose content this is, or <see langword="null"/>.</summary>
    public RequestState Owner { get; private set; }

    /// <summary>
    /// Whether the owner has had the place for so long that the next request which needs it takes it; the owner's is refused then.
    /// </summary>
    public bool IsOverdue { get; set; }

    /// <summary>Holds all that is kept.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>What follows the resource's path and a slash, decoded; <see langword="null"/> where no resource has subpaths.</summary>
    public ByteRange Subpath => _subpath;

    /// <summary>The query, without its question mark.</summary>
    public ByteRange Query => _query;

    /// <summary>The body.</summary>
    public ByteRange Body => _body;

    /// <summary>Says that there must be room for a resource's content. Call it before the first request is read.</summary>
    /// <param name="resource">The resource.</param>
    public void Reserve(Resource resource)
    {
        if (resource.KeepsContent)
        {
            int size = TargetReader.MaxLength + (resource.FieldNames == null ? 0 : MaxFieldsLength) + resource.MaxBodySize;
            _size = size > _size ? size : _size;
            _keepsSubpath |= resource.HasSubpaths;
        }
    }

    /// <summary>The value of a field that the resource names.</summary>
    /// <param name="index">Its place among those names.</param>
    /// <returns>The value; empty where the request does not have the field.</returns>
    public ByteRange Field(int index)
    {
        return _fields[index];
    }

    /// <summary>Gives the place to a request.</summary>
    /// <returns>
    /// <see langword="false"/> when another request has it, and may keep it, or this one has lost it, or there is no memory for it.
    /// </returns>
    public bool TryTake(RequestState request)
    {
        if (Owner == request)
        {
            return true;
        }

        if ((Owner != null && !IsOverdue) || (request.Flags & RequestFlags.HadContent) != 0)
        {
            // A request that has lost the place would go on without what was kept so far.
            return false;
        }

        if (_bytes == null && !TryMakeRoom())
        {
            return false;
        }

        request.Flags |= RequestFlags.HadContent;
        Owner = request;
        _length = 0;
        if (_subpath != null)
        {
            _subpath.Set(0, 0);
        }

        _query.Set(0, 0);
        _body.Set(0, 0);
        foreach (ByteRange field in _fields)
        {
            field.Set(0, 0);
        }

        return true;
    }

    /// <summary>Frees the place if it is this request's.</summary>
    public void Release(RequestState request)
    {
        if (Owner == request)
        {
            Owner = null;
        }
    }

    /// <summary>Starts the body; <see cref="AppendBody"/> follows.</summary>
    public void StartBody()
    {
        _body.Set(_length, 0);
    }

    /// <summary>Keeps bytes of the body, of which no more come than the resource takes.</summary>
    public void AppendBody(byte[] buffer, int offset, int count)
    {
        Append(_body, buffer, offset, count);
    }

    /// <summary>Keeps what follows the resource's path, decoded (RFC 3986 section 2.1).</summary>
    /// <returns><see langword="false"/> when a percent sign is not followed by two digits.</returns>
    internal bool KeepSubpath(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, _bytes, 0, count);
        int length = PercentEncoding.Decode(_bytes, 0, count);
        _length = length < 0 ? 0 : length;
        _subpath.Set(0, _length);
        _query.Set(_length, 0);
        return length >= 0;
    }

    internal void AppendQuery(int next)
    {
        _bytes[_length++] = (byte)next;
        _query.Length++;
    }

    /// <summary>Starts a field's value. One that comes again goes on after a comma (RFC 9110 section 5.3).</summary>
    /// <returns><see langword="false"/> when there is no room for what came before.</returns>
    internal bool StartField(int index)
    {
        _isBeforeValue = true;
        ByteRange field = _fields[index];
        int oldStart = field.Start;
        int oldLength = field.Length;
        field.Set(_length, 0);
        if (oldLength == 0)
        {
            return true;
        }

        if (!HasRoomForField(oldLength + 2))
        {
            return false;
        }

        Append(field, _bytes, oldStart, oldLength);
        _bytes[_length++] = (byte)',';
        _bytes[_length++] = (byte)' ';
        field.Length += 2;
        return true;
    }

    /// <summary>Keeps bytes of a field's value.</summary>
    /// <returns><see langword="false"/> when they are too many.</returns>
    internal bool AppendField(int index, byte[] buffer, int offset, int count)
    {
        ByteRange field = _fields[index];
        while (_isBeforeValue && count > 0 && Characters.IsWhiteSpace(buffer[offset]))
        {
            offset++;
            count--;
        }

        _isBeforeValue &= count == 0;

        if (!HasRoomForField(count))
        {
            return false;
        }

        Append(field, buffer, offset, count);
        return true;
    }

    /// <summary>Ends a field's value: white space after it is not a part of it (RFC 9110 section 5.5).</summary>
    internal void EndField(int index)
    {
        ByteRange field = _fields[index];
        while (field.Length > 0 && Characters.IsWhiteSpace(_bytes[field.Start + field.Length - 1]))
        {
            field.Length--;
        }
    }

    private bool TryMakeRoom()
    {
        try
        {
            _subpath = _keepsSubpath ? new ByteRange() : null;
            _query = new ByteRange();
            _body = new ByteRange();
            _fields = new ByteRange[MaxFields];
            for (int i = 0; i < MaxFields; i++)
            {
                _fields[i] = new ByteRange();
            }

            // The last one, since it says that all are there.
            _bytes = new byte[_size];
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>What was kept before the fields is of the target.</summary>
    private bool HasRoomForField(int count)
    {
        int fieldsStart = _query.Length + (_subpath == null ? 0 : _subpath.Length);
        return _length + count - fieldsStart <= MaxFieldsLength;
    }

    private void Append(ByteRange range, byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, _bytes, _length, count);
        _length += count;
        range.Length += count;
    }
}
