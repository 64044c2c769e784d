// What the scripts share: the job they are given, audio at its pace, a call, and one line of JSON as the outcome.
'use strict';

const fs = require('fs');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const PIECE = 0.1; // seconds
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Sends a file of 16-bit samples, `job.speed` times as fast as it was spoken. */
async function play(file, sendAudio) {
  const pcm = fs.readFileSync(file);
  const size = 2 * Math.round(job.rate * PIECE);
  const began = Date.now();
  for (let at = 0; at < pcm.length; at += size) {
    sendAudio(pcm.subarray(at, at + size));
    const due = (at + size) / (2 * job.rate * job.speed) - (Date.now() - began) / 1000;
    if (due > 0) await pause(due);
  }
}

/** Waits until something has happened. */
async function until(what, happened) {
  const began = Date.now();
  while (!happened()) {
    if (Date.now() - began > 30000) throw new Error(`waited in vain: ${what}`);
    await pause(0.02);
  }
}

/** Handlers that keep what they are told, by their names. */
function recorder(...names) {
  const told = {};
  const handlers = {};
  for (const name of names) {
    told[name] = [];
    handlers[name] = (event) => told[name].push(event);
  }
  return { told, handlers };
}

/**
 * A phone call from its start to its end, in which Ann is said to speak. `atOnce`: the listener is given to
 * `startEndpoint`, which symbl-js has no longer a way to do.
 */
async function call(sdk, SpeakerEvent, atOnce) {
  const told = [];
  const hear = (event) => told.push(event);
  const of = (type) => told.filter((event) => event.type === type);
  const started = await sdk.startEndpoint(
    {
      endpoint: { type: 'pstn', phoneNumber: job.number },
      actions: [{ invokeOn: 'stop', name: 'sendSummaryEmail', parameters: { emails: ['ann@example.com'] } }],
      data: { session: { name: 'A call' } },
      languages: ['en-US'],
      timezone: 'America/New_York',
      pushSpeakerEvents: true,
    },
    atOnce ? hear : undefined
  );
  if (!atOnce) await sdk.subscribeToConnection(started.connectionId, hear);
  const begins = new SpeakerEvent({
    type: SpeakerEvent.types.startedSpeaking,
    user: { userId: 'ann@example.com', name: 'Ann' },
  });
  begins.timestamp = new Date().toISOString();
  sdk.pushEventOnConnection(started.connectionId, begins.toJSON(), () => {}); // its promise is never kept
  await until('a message of the call', () => of('message_response').length);
  const stopped = await sdk.stopEndpoint({ connectionId: started.connectionId });
  return {
    connectionId: started.connectionId,
    started: started.conversationId,
    stopped: stopped.conversationId,
    summaryInfo: stopped.summaryInfo,
    told,
  };
}

/** Runs `work` and prints what it gives; the clients' timers would keep the process alive. */
async function outcome(work) {
  try {
    const result = await work();
    process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
  } catch (error) {
    process.stderr.write(`${(error && error.stack) || JSON.stringify(error)}\n`, () => process.exit(1));
  }
}

module.exports = { call, job, outcome, play, recorder, until };
