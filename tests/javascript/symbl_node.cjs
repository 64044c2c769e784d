// symbl-node: a stream with a listener, and a call.
'use strict';

const { sdk, SpeakerEvent } = require('symbl-node');
const { call, job, outcome, play, recorder, until } = require('./common.cjs');

async function stream() {
  const { told, handlers } = recorder(
    'onSpeechDetected',
    'onMessageResponse',
    'onInsightResponse',
    'onTopicResponse',
    'onTrackerResponse'
  );
  const listened = [];
  const made = await sdk.startRealtimeRequest({
    id: 'node-stream',
    basePath: job.base_url.replace(/^http/u, 'ws'), // made of https, but not of http, by the client itself
    insightTypes: ['action_item', 'question'],
    trackers: [{ name: 'Meetings', vocabulary: ['meeting'] }],
    config: {
      meetingTitle: 'From Node',
      confidenceThreshold: 0.5,
      timezoneOffset: 480,
      encoding: 'LINEAR16',
      sampleRateHertz: job.rate,
    },
    speaker: { userId: 'ann@example.com', name: 'Ann' },
    handlers,
  });
  await sdk.subscribeToConnection('node-stream', (event) => listened.push(event));
  await until('the first event of the subscription', () => listened.length);
  await play(job.recordings[0], made.sendAudio);
  const data = await made.stop();
  const inner = (event) => (event.type === 'message' ? event.message.type : event.type);
  await until('the end of the subscription', () => listened.some((one) => inner(one) === 'conversation_completed'));
  return { conversationId: made.conversationId, data, told, listened };
}

outcome(async () => {
  sdk.oauth2.apiClient.basePath = job.base_url; // no option of init says where tokens are made
  await sdk.init({ appId: job.app_id, appSecret: job.app_secret, basePath: job.base_url });
  return { stream: await stream(), call: await call(sdk, SpeakerEvent, true) };
});
