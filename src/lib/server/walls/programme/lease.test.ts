import { expect, test } from 'vitest';
import type { Post } from '#lib/model/wall/post.ts';
import { WallClockwork } from '../../../../../tests/fixtures/wall-situation.ts';

const lease = (role: string, post: Post, reason?: string) =>
	({ kind: 'lease', role, post, minutes: 15, ...(reason !== undefined && { reason }) }) as const;
const held = () => new WallClockwork().do(lease('值守席 1', 'seat'));

test('who holds a wall commands it; nobody else does', () => {
	const wall = held();
	expect(wall.programme.lease).toEqual({ role: '值守席 1', post: 'seat', by: 'Li', until: 900_000 });
	wall.do({ kind: 'blank', on: true });
	expect(() => wall.do({ kind: 'blank', on: false }, 'Wang')).toThrow(
		'值守席 1 (Li) holds this wall until 1970-01-01T00:15:00.000Z: wait, or take it over with a reason from a higher post than seat.'
	);
	expect(() => wall.do({ kind: 'release' }, 'Wang')).toThrow('holds this wall');
	wall.do({ kind: 'release' }).do({ kind: 'blank', on: false }, 'Wang');
	expect(wall.programme.blank).toBe(false);
	expect(() => wall.do({ kind: 'release' })).toThrow('Nobody holds this wall.');
});

test('each command of the holder gives the whole time again; without one it ends to the millisecond', () => {
	const wall = held().at(600).do({ kind: 'blank', on: true });
	expect(wall.at(1499.999).programme.lease?.until).toBe(1_500_000);
	const { rev } = wall.programme;
	expect(wall.at(1500).programme.lease).toBeUndefined();
	expect(wall.programme.rev).toBe(rev + 1);
});

test('a higher post takes it over with a reason, and the first is told who, when and why', () => {
	const wall = held().at(60);
	expect(() => wall.do(lease('指挥长', 'commander'), 'Wang')).toThrow('take it over with a reason');
	expect(() => wall.do(lease('值守席 2', 'seat', '防汛一级响应'), 'Wang')).toThrow('higher post than seat');
	wall.do(lease('指挥长', 'commander', '防汛一级响应'), 'Wang');
	expect(wall.programme.lease).toEqual({
		role: '指挥长',
		post: 'commander',
		by: 'Wang',
		until: 960_000,
		taken: { from: { by: 'Li', role: '值守席 1' }, reason: '防汛一级响应', at: 60_000 }
	});
	expect(() => wall.do({ kind: 'next' })).toThrow('指挥长 (Wang) holds this wall');
	expect(() => wall.do(lease('值守席 1', 'lead', '还给我'))).toThrow('higher post than commander');
	wall.do(lease('指挥长', 'commander'), 'Wang');
	expect(wall.programme.lease?.taken?.reason).toBe('防汛一级响应');
	wall.do({ kind: 'release' }, 'Wang').do(lease('值守席 1', 'seat'));
	expect(wall.programme.lease).toEqual({ role: '值守席 1', post: 'seat', by: 'Li', until: 960_000 });
});
