using System.Net;
using System.Net.Http;
using Sensorcast.Host;

namespace Sensorcast.Device.Examples;

[TestClass]
public class SettingsPageTests
{
    [TestMethod]
    public async Task A_period_is_set_and_a_wrong_one_is_not()
    {
        var log = new LogEndpoint();
        using var server = new LocalServer(log, new SettingsPage(log));
        using var http = new HttpClient { BaseAddress = server.Url };

        using HttpResponseMessage set = await Post(http, "250");
        using HttpResponseMessage refused = await Post(http, "99");

        Assert.AreEqual(HttpStatusCode.OK, set.StatusCode);
        Assert.AreEqual(HttpStatusCode.UnprocessableContent, refused.StatusCode);
        Assert.Contains("value=250>", await http.GetStringAsync("config"));
    }

    private static Task<HttpResponseMessage> Post(HttpClient http, string period) =>
        http.PostAsync("config", new FormUrlEncodedContent([new("period", period)]));
}
