import type { MockSelection, MockWorkflow } from './options.js';

/** The data selections of the example server. */
export const exampleSelections: readonly MockSelection[] = [
  {
    id: 'colon/fhl2',
    description: 'Colonic glands, FHL2 by immunohistochemistry',
    workflows: ['nebraska', 'inventory', 'rehearsal'],
  },
  {
    id: 'cells/phase',
    description: 'A cell floating in saline, quantitative phase image',
    workflows: ['nebraska'],
  },
];

const nebraska: MockWorkflow = {
  id: 'nebraska',
  description: 'Finds the nuclei of stained sections and measures them tile by tile',
  parameters: {
    tile_size: {
      description: 'Edge of a tile in pixels',
      default: 64,
      schema: { type: 'integer', enum: [64, 128, 256] },
    },
    csv: { description: 'Whether to write a table of the tiles', default: true, schema: { type: 'boolean' } },
  },
  script: ({ in_data_selection: selection, tile_size: size, csv }) => {
    const stem = selection === 'cells/phase' ? 'cell' : 'ihc';
    const table = `x,y,width,height,nuclei\n0,0,${size},${size},3\n${size},0,${size},${size},1\n`;
    return {
      queued: 1000,
      tasks: [
        { id: 'read', duration: 1000, log: `1 image, tiles of ${size} pixels\n` },
        { id: 'find', duration: 2000, log: `${stem}.png: 512 x 512 pixels\nnuclei: 4, stained: 9.3 %\n` },
        { id: 'write', duration: 1000, log: 'Done.\n' },
      ],
      outputs: {
        [`${stem}_bw.png`]: picture(),
        [`${stem}_ov.png`]: picture(),
        ...(csv === true && { [`${stem}.csv`]: table }),
      },
    };
  },
};

const inventory: MockWorkflow = {
  id: 'inventory',
  description: 'Lists the files of a data selection with their sizes and checksums',
  script: () => ({
    tasks: [{ id: 'main', duration: 2000, log: 'ihc.png: 439012 bytes\nDone: 1 files.\n' }],
    outputs: { 'inventory.csv': 'path,bytes\nihc.png,439012\n' },
  }),
};

const rehearsal: MockWorkflow = {
  id: 'rehearsal',
  description: 'Goes through the life of a run without looking at any data, to try a deployment out',
  parameters: {
    seconds: {
      description: 'How long to take',
      default: 0,
      schema: { type: 'number', minimum: 0, maximum: 600 },
    },
    outcome: {
      description: 'How to end',
      default: 'success',
      schema: { type: 'string', enum: ['success', 'failure'] },
    },
    message: {
      description: 'Text for the log and for the output message.txt',
      default: '',
      schema: { type: 'string', maxLength: 200 },
    },
  },
  script: ({ seconds, outcome, message }) => ({
    tasks: [
      {
        id: 'main',
        duration: 1000 * (1 + Number(seconds)),
        log: `The rehearsal begins.\n${message}\nThe rehearsal ends.\n`,
      },
    ],
    outcome: outcome === 'failure' ? 'failure' : 'success',
    reason: 'The rehearsal fails, as it was asked to.',
    outputs: {
      'message.txt': `${message}\n`,
      'numbers.csv': 'x,y\n1,1\n2,4\n3,9\n',
      'details/deeper/notes.txt': 'A file in a folder in a folder.\n',
      'Größe & <b>Länge.txt': 'A file with a name to be escaped.\n',
    },
  }),
};

/** The workflows of the example server, with what their runs seem to do. */
export const exampleWorkflows: readonly MockWorkflow[] = [nebraska, inventory, rehearsal];

/** A small one, which stands for all: three round nuclei. */
function picture(): Uint8Array {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAAAAAByaaZbAAAAoUlEQVR4Ae3BW2oDMRREwdON97/lDowlzcOS4ILzE1LFv98gtsJBDGInNKITp3AQXRhE86ILTRBrpgmn' +
    'sGaKzFu4CkumyBSZDdGJzuyINzG82BJPpkg04UIsmSLRhUGsiVM4iK8SC6ERN2IuDOJKzIQbcTJFYiI8iEF8Ch9EZ4pMkSkyRabIFJkiUyQmwoMYxEy4ESdTJObC' +
    'IK7EQmjEn/MDNBsWPqEacmIAAAAASUVORK5CYII=';
  return Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
}
