using System.CommandLine;
using Sensorcast.LoadTest;
using Spectre.Console;

var url = new Option<Uri>("--url")
{
    Description = "The stream to connect to.",
    DefaultValueFactory = _ => new Uri("ws://127.0.0.1:8080/ws"),
    CustomParser = result =>
    {
        string text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? value) || value.Scheme is not ("ws" or "wss"))
        {
            result.AddError($"--url takes an address such as ws://127.0.0.1:8080/ws, not '{text}'.");
        }

        return value;
    },
};
var clients = new Option<int>("--clients") { Description = "How many clients.", DefaultValueFactory = _ => 8 };
var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 60 };

var command = new RootCommand("Connects many clients to a Sensorcast server and checks that each gets every pack.") { url, clients, seconds };
command.SetAction(async (parsed, cancellation) =>
{
    var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
    LoadClient[] all = [.. Enumerable.Range(0, parsed.GetValue(clients)).Select(_ => new LoadClient())];
    await Task.WhenAll(all.Select(client => client.RunAsync(parsed.GetRequiredValue(url), duration, cancellation)));
    return Report.Write(AnsiConsole.Console, all);
});
foreach (Option<int> option in new[] { clients, seconds })
{
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{option.Name} takes a whole number from 1.");
        }
    });
}

return await command.Parse(args).InvokeAsync();
