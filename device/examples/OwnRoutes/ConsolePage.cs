using System.Text;
using Sensorcast.Server;

namespace Sensorcast.Device.Examples;

/// <summary>The console in the browser: shows the log's lines and sends what is typed.</summary>
internal sealed class ConsolePage : StaticRoute
{
    // What the board says goes into the page as text, never as HTML.
    private const string Html =
@"<!doctype html><meta charset=utf-8><title>Console</title>
<pre id=log></pre><form id=form><input id=line aria-label=Command autofocus></form>
<script>
const show = line => log.append(line + '\n')
const socket = new WebSocket(`ws${location.protocol.slice(4)}//${location.host}/log`)
socket.onopen = () => show('connected')
socket.onmessage = event => show(event.data)
socket.onclose = event => show('closed: ' + event.code)
form.onsubmit = event => {
  event.preventDefault()
  socket.send(line.value)
  line.value = ''
}
</script>
";

    internal ConsolePage()
        : base("/console", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Html))
    {
    }
}
