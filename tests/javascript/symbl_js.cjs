// @symblai/symbl-js: streams of both generations, a listener, a stream that is started again, and a call.
'use strict';

const { SDK, SpeakerEvent, sdk } = require('@symblai/symbl-js');
const { call, job, outcome, play, recorder, until } = require('./common.cjs');

const options = (id, handlers) => ({
  id,
  insightTypes: ['question', 'action_item'],
  trackers: [{ name: 'Meetings', vocabulary: ['meeting'] }],
  config: {
    meetingTitle: 'From JavaScript',
    confidenceThreshold: 0.5,
    timezoneOffset: 480,
    languageCode: 'en-US',
    sampleRateHertz: job.rate,
  },
  speaker: { userId: 'ann@example.com', name: 'Ann' },
  handlers,
});

const NAMES = [
  'onStartedListening',
  'onRequestStart',
  'onRequestStop',
  'onSpeechDetected',
  'onMessageResponse',
  'onInsightResponse',
  'onTopicResponse',
  'onTrackerResponse',
  'onConversationCompleted',
  'onDataReceived',
];

async function stream() {
  const { told, handlers } = recorder(...NAMES);
  const listened = recorder('onMessage', 'onSubscribe', 'onClose');
  const made = await sdk.createStream(options('javascript-stream', handlers));
  await made.start();
  const conversationId = await made.conversationId;
  await sdk.subscribeToStream('javascript-stream', { handlers: listened.handlers });
  await play(job.recordings[0], made.sendAudio);
  await made.stop();
  await until('the end of the subscription', () => listened.told.onClose.length);
  await until('the end of the stream', () => told.onConversationCompleted.length);
  return { conversationId, connectionId: made.connectionId, told, listened: listened.told };
}

async function twice() {
  const { told, handlers } = recorder(...NAMES);
  const made = await sdk.createStream({
    ...options('javascript-twice', handlers),
    disconnectOnStopRequest: false,
    disconnectOnStopRequestTimeout: 60,
  });
  const ids = [];
  for (const recording of job.recordings.slice(1)) {
    await made.start();
    await play(recording, made.sendAudio);
    await made.stop();
    ids.push(told.onRequestStart[ids.length].data.conversationId);
  }
  made.close();
  return { ids, told };
}

async function older() {
  const { told, handlers } = recorder(...NAMES);
  const made = await sdk.startRealtimeRequest(options('javascript-older', handlers));
  await play(job.recordings[1], made.sendAudio);
  const data = await made.stop();
  return { conversationId: made.conversationId, data, told };
}

async function refused() {
  const other = new SDK();
  other.oauth2.setBasePath(job.base_url);
  return other.init({ appId: job.app_id, appSecret: 'wrong', basePath: job.base_url }).then(
    () => null,
    (error) => error.message
  );
}

outcome(async () => {
  sdk.oauth2.setBasePath(job.base_url); // no option of init says where tokens are made
  await sdk.init({ appId: job.app_id, appSecret: job.app_secret, basePath: job.base_url });
  return {
    stream: await stream(),
    twice: await twice(),
    older: await older(),
    call: await call(sdk, SpeakerEvent, false),
    refused: await refused(),
  };
});
