using Sensorcast.Settings;

namespace Sensorcast.Setup;

/// <summary>What the pages of set-up mode have besides <see cref="PageMarkup"/>.</summary>
internal static class SetupMarkup
{
    /// <summary>Starts a page.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="title">Its title and its heading.</param>
    /// <param name="boardName">Which board it is of.</param>
    internal static void Start(PageWriter page, string title, string boardName)
    {
        PageMarkup.Start(page, title, title);
        page.Text("<p>This is the board <b>");
        page.Escaped(boardName);
        page.Text("</b>.</p>\n");
    }

    /// <summary>Why a network was not joined, as the page says it.</summary>
    /// <param name="failure">What has happened.</param>
    internal static string Explain(JoinState failure)
    {
        switch (failure)
        {
            case JoinState.WrongPassword: return "it does not take the password.";
            case JoinState.NotFound: return "it was not found. Is it in reach, and of 2.4 GHz?";
            case JoinState.TimedOut: return "it did not answer in time.";
            default: return "it refused the board.";
        }
    }
}
