import { expect, test } from 'vitest';
import { wallsText, type ListedWalls } from './report.ts';

const words = (zh: string, en: string) => ({ zh, en });
const listed: ListedWalls = {
	now: 0,
	walls: [
		{
			profile: { id: 'main', name: words('主屏', 'Main wall'), width: 3840, height: 1080 },
			programme: {
				rev: 7,
				scene: { name: words('水务', 'Water') },
				blank: true,
				playlist: { name: words('轮播', 'Round'), at: 1, of: 3, running: true, waits: true },
				lease: { role: '值守席 1', by: 'Li', until: 61_000 },
				suggestion: { title: words('积水', 'Flooded') }
			},
			nodes: [
				{
					node: { column: 0, row: 0 },
					device: { id: 'x' },
					health: { rev: 7, framesPerSecond: 29.8, dark: false },
					late: false,
					behind: false
				},
				{
					node: { column: 1, row: 0 },
					device: { id: 'y' },
					health: { rev: 6, framesPerSecond: 30, dark: false },
					late: false,
					behind: true
				},
				{ node: { column: 2, row: 0 }, device: { id: 'z' }, late: true, behind: false },
				{ node: { column: 3, row: 0 }, late: false, behind: false }
			]
		}
	],
	scenes: [{ id: 'overview', name: words('总览', 'Overview') }],
	playlists: [{ id: 'round', name: words('轮播', 'Round') }],
	waiting: [{ code: '012345', renderer: 'ANGLE' }]
};

test('each wall says what it shows, who has it, and how its machines are', () => {
	expect(wallsText(listed)).toBe(`main  主屏 / Main wall, 3840 × 1080
  shows 水务 / Water, behind black (revision 7)
  playlist 轮播 / Round, 2 of 3, waits for an alarm to be acknowledged
  held by 值守席 1 (Li) for 2 min
  asked for by the alarm 积水 / Flooded
  machine 0, 0: adopted, 30 frames a second
  machine 1, 0: adopted, behind, at revision 6
  machine 2, 0: adopted, says nothing
  machine 3, 0: nobody was adopted
scenes
  overview  总览 / Overview
playlists
  round  轮播 / Round
waiting  012345  ANGLE
`);
});
