using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Setup;

/// <summary>
/// The form: the networks in reach, another one, the password. A form that is not right comes back with what is wrong beside each field.
/// </summary>
internal sealed class FormRoute : PageRoute
{
    /// <summary>Where the form is.</summary>
    internal const string FormPath = "/";

    private readonly SetupMode _mode;

    internal FormRoute(SetupMode mode, int maxClients)
        : base(maxClients, FormPath, HttpMethod.Get | HttpMethod.Post)
    {
        _mode = mode;
        Access = Access.Open;
    }

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        _mode.NoteUse();
        if (_mode.IsBusy || !_mode.IsOpen)
        {
            response.Redirect(StateRoute.StatePath);
            return;
        }

        SetupForm form = null;
        if (request.Method == HttpMethod.Post)
        {
            form = new SetupForm();
            form.Read(request.Form, _mode.Networks);
            if (form.IsValid)
            {
                if (_mode.Try(form.Name, form.Password))
                {
                    response.Redirect(StateRoute.StatePath);
                    return;
                }

                form.Refuse();
            }

            response.StatusCode = HttpStatus.UnprocessableContent;
        }

        Send(request, response, new FormPage(_mode, form));
    }
}
