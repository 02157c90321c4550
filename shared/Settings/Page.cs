namespace Sensorcast.Settings;

/// <summary>
/// A page on its way to one client, in parts. A part that did not fit into one piece is written again for the next one, so what a page
/// shows should not change while it is sent.
/// </summary>
public abstract class Page
{
    // How far the client is: the part that is next, and how many of its texts have been sent.
    private int _part;
    private int _texts;

    /// <summary>How many parts there are.</summary>
    protected abstract int PartCount { get; }

    /// <summary>Writes a part.</summary>
    /// <param name="part">Its index.</param>
    /// <param name="control">Writes the controls of forms, and has the writer of the page.</param>
    protected abstract void WritePart(int part, FormControl control);

    /// <summary>Writes as much as fits.</summary>
    /// <param name="control">Writes it.</param>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="position">The offset of the first byte; gets that after the last one.</param>
    /// <returns>Whether that was all.</returns>
    internal bool Write(FormControl control, byte[] buffer, ref int position)
    {
        PageWriter writer = control.Page;
        while (_part < PartCount)
        {
            writer.Start(buffer, position, _texts);
            WritePart(_part, control);
            position = writer.Position;
            if (writer.IsFull)
            {
                _texts = writer.Texts;
                return false;
            }

            _part++;
            _texts = 0;
        }

        return true;
    }
}
