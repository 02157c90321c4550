// For browsers that do not understand the page's own script, so in the language that every browser understands (ECMAScript 3). It stands
// after that script, which has left a word if it has come to its end.
if (!window.sensorcast || !sensorcast.isRunning) {
  document.body.setAttribute('data-state', 'offline');
  document.getElementById('status').innerHTML = NOT_POSSIBLE;
  document.getElementById('empty').innerHTML = NEEDS;
}
