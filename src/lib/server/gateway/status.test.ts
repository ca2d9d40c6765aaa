import { afterEach, beforeEach, expect, test } from 'vitest';
import { observation } from '../../../../tests/fixtures/live-log.ts';
import { until } from '../../../../tests/fixtures/live-receiver.ts';
import { LiveStage, STAGE_START } from '../../../../tests/fixtures/live-stage.ts';

let stage: LiveStage;
beforeEach(async () => {
	stage = await LiveStage.open();
});
afterEach(() => stage.close());

test('a feed that falls silent is said at its limit, and its return at once', async () => {
	stage.log.declare({ id: 'air', interval: 1 }, stage.now);
	stage.log.say('air', [observation('pole', stage.now, { position: [116, 40] })], stage.now);
	const receiver = stage.receiver({ sid: 1, cls: 'state', layer: 'air' });
	await receiver.subscribe();
	const saidStale = () => receiver.heard('status').map(({ layers }) => layers[0]?.stale);

	await stage.pass(15);
	expect(stage.now).toBe(STAGE_START + 3000);
	expect(saidStale()).not.toContain(true);
	await stage.pass(1);
	await until(() => saidStale().at(-1) === true);

	stage.log.say('air', [observation('pole', stage.now, { position: [116, 40] })], stage.now);
	await stage.pass(1);
	await until(() => saidStale().at(-1) === false);
});
