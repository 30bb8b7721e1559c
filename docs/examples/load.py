# load.py MODEL.safetensors TABLE.csv: what an exported model answers in PyTorch.
import sys

import torch
from pytorch_model import build, decode, encode, read

state, metadata = read(sys.argv[1])
model = build(metadata['model']).eval()
model.load_state_dict(state)
with torch.no_grad():
    for row in decode(metadata['encoder'], model(encode(metadata['encoder'], sys.argv[2]))).tolist():
        print(*row, sep=",")
