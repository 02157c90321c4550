// For browsers that cannot parse the page's own script, so in the language of every browser (ECMAScript 3). It follows that script,
// which has set a flag if it has run to its end.
if (!window.sensorcast || !sensorcast.isRunning) {
  document.body.setAttribute('data-state', 'offline');
  document.getElementById('status').innerHTML = NOT_POSSIBLE;
  document.getElementById('empty').innerHTML = NEEDS;
}
