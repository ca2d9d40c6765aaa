import { expect, test } from 'vitest';
import { TileFilesPlugin, urlInFiles } from './tile-files.ts';

const files = {
	folder: 'http://here/local-files/x/',
	urls: new Map([
		['a/tileset.json', 'blob:1'],
		['a/桥 1.glb', 'blob:2']
	])
};

test('addresses in the folder are files of it, however they are written', () => {
	expect(urlInFiles(files, 'http://here/local-files/x/a/tileset.json')).toBe('blob:1');
	expect(urlInFiles(files, 'http://here/local-files/x/a/%E6%A1%A5%201.glb?v=3')).toBe('blob:2');
	expect(urlInFiles(files, 'http://here/local-files/x/b.glb')).toBeUndefined();
	expect(urlInFiles(files, 'http://elsewhere/a/tileset.json')).toBeUndefined();
});

test('what the folder has not is not asked of any server', async () => {
	const plugin = new TileFilesPlugin(files);
	expect((await plugin.fetchData('http://here/local-files/x/none.glb', {}))?.status).toBe(404);
	expect(plugin.fetchData('http://elsewhere/a.glb', {})).toBeUndefined();
});
