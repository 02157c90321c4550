using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Settings;

/// <summary>
/// The settings as a form, for clients that may change something. It needs no script; a browser asks for the token as for a password.
/// Nothing is saved unless all of it is valid, and no secret is ever sent.
/// </summary>
public sealed class SettingsRoute : PageRoute
{
    private const string Action = "do";

    private readonly SettingsFile _file;
    private readonly WebServer _server;
    private readonly ISettingsActions _actions;
    private readonly RestartTask _restart;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="file">The settings.</param>
    /// <param name="actions">What the page can have done; <see langword="null"/>: it offers no restart.</param>
    /// <param name="path">The absolute path.</param>
    public SettingsRoute(WebServer server, SettingsFile file, ISettingsActions actions = null, string path = "/settings")
        : base(server.MaxClients, path, HttpMethod.Get | HttpMethod.Post, MaxFormSize(file.Settings))
    {
        _file = file;
        _server = server;
        _actions = actions;
        if (actions != null)
        {
            _restart = new RestartTask(actions);
            server.Add(_restart);
        }
    }

    private bool CanRestart => _actions != null;

    /// <inheritdoc/>
    protected override bool TakesPassword => true;

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        SettingsDraft draft = new SettingsDraft(_file.Settings);
        SettingsPageKind kind = request.Method == HttpMethod.Get
            ? (request.Query.Has("saved") ? SettingsPageKind.Saved : SettingsPageKind.Form)
            : Do(request.Form, draft, response);
        if (response.StatusCode != HttpStatus.SeeOther)
        {
            Send(request, response, new SettingsPage(kind, _file, draft, Path, _actions));
        }
    }

    /// <summary>Room for each value as percent signs, whatever its letters are, and for names and buttons.</summary>
    private static int MaxFormSize(Setting[] settings)
    {
        const int ForButtons = 64;
        const int ForRemoval = 16;
        int size = ForButtons;
        foreach (Setting setting in settings)
        {
            size += setting.Name.Length + (3 * setting.MaxSize) + 2;
            size += setting.IsSecret ? setting.Name.Length + ForRemoval : 0;
        }

        return size;
    }

    private SettingsPageKind Do(FormFields form, SettingsDraft draft, Response response)
    {
        int actions = form.Count(Action);
        bool isAction = actions == 1 && form.Total == 1;
        if (actions == 0 || (actions == 1 && form.IsValue(Action, "save")))
        {
            draft.Read(form, actions);
            Save(draft, response);
        }
        else if (isAction && form.IsValue(Action, "ask-reset"))
        {
            return SettingsPageKind.ConfirmReset;
        }
        else if (isAction && form.IsValue(Action, "restart") && CanRestart)
        {
            _restart.Start(_server.Now);
            return SettingsPageKind.Restarts;
        }
        else if (isAction && form.IsValue(Action, "reset"))
        {
            return Reset(draft, response);
        }
        else
        {
            draft.Problem = "The form does not say what to do.";
            response.StatusCode = HttpStatus.UnprocessableContent;
        }

        return SettingsPageKind.Form;
    }

    private void Save(SettingsDraft draft, Response response)
    {
        if (!draft.IsValid)
        {
            response.StatusCode = HttpStatus.UnprocessableContent;
            return;
        }

        draft.Problem = _file.Save(draft);
        if (draft.Problem == null)
        {
            response.Redirect(Path + "?saved");
        }
        else
        {
            response.StatusCode = HttpStatus.InternalServerError;
        }
    }

    private SettingsPageKind Reset(SettingsDraft draft, Response response)
    {
        draft.Problem = _file.Reset();
        if (draft.Problem != null)
        {
            response.StatusCode = HttpStatus.InternalServerError;
            return SettingsPageKind.Form;
        }

        if (CanRestart)
        {
            _actions.Forget();
            _restart.Start(_server.Now);
        }

        return SettingsPageKind.WasReset;
    }
}
